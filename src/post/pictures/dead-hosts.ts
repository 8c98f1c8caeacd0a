/** Picture hosts of old blogs that no longer answer: a picture from there is shown as missing. */

/** Registered names; each stands for itself and every host below it. */
const DEAD = [
  'qiniudn.com', // Qiniu's test domains, ended in 2018 and before
  'clouddn.com',
  'qnssl.com',
  'b0.upaiyun.com', // Upyun's default domains
  'bababian.com',
  'photo.163.com',
  'ph.126.net',
  'blogbus.com',
  'googlecode.com',
  'geocities.com',
  'tinypic.com',
  'twitpic.com',
  'yfrog.com',
  'picasaweb.google.com',
]

/** Is the address absolute and of a host that is gone? */
export function isDead(address: string): boolean {
  const host = /^(?:https?:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(address)?.[1]?.toLowerCase()
  return host !== undefined && DEAD.some((name) => host === name || host.endsWith(`.${name}`))
}
