/** The name a picture is saved under, when its reader saves it (RFC 6266, RFC 8187). */

/** `name` as it is kept: percent-encoded. The ending is what the bytes are, whatever the file was called. */
export function dispositionOf(name: string | undefined, type: string): string {
  const stem = decode(name ?? '').replace(/\.\w{1,5}$/, '')
  if (stem === '') return 'inline'
  const whole = `${stem}.${type.slice(6).replace('jpeg', 'jpg').replace('+xml', '')}`
  if (/^[\w.-]+$/.test(whole)) return `inline; filename="${whole}"`
  const plain = whole.replace(/[^\x20-\x7e]+|["\\%]/g, '_')
  const encoded = encodeURIComponent(whole).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `inline; filename="${plain}"; filename*=UTF-8''${encoded}`
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return '' // put by other hands
  }
}
