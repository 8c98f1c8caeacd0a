/** Frames of other sites: only the players of a short list of video hosts, always in a sandbox. */

import { escapeHtml } from './escape.ts'

/** Hosts whose frames a page shows; the Content-Security-Policy names the same. */
export const FRAME_HOSTS: readonly string[] = [
  'www.youtube-nocookie.com',
  'player.bilibili.com',
  'player.vimeo.com',
  'player.youku.com',
  'v.qq.com',
]

/** The `<iframe>` for a player's address, or null when its host is not on the list. */
export function videoFrame(attributes: Record<string, string>): string | null {
  const url = URL.parse(attributes.src ?? '', 'https://relative.invalid/')
  if (!url || !/^https?:$/.test(url.protocol)) return null
  url.protocol = 'https:'
  if (/^(?:www\.|m\.)?youtube\.com$/.test(url.host)) url.host = 'www.youtube-nocookie.com'
  if (!FRAME_HOSTS.includes(url.host) || url.username || url.password) return null
  const size = (value: string | undefined, usual: number) =>
    /^\d{1,4}(?:px)?$/.test(value ?? '') ? Number.parseInt(value ?? '', 10) : usual
  const title = attributes.title?.trim() || 'Video'
  return (
    `<iframe class="video" src="${escapeHtml(url.href)}" title="${escapeHtml(title)}"` +
    ` width="${size(attributes.width, 640)}" height="${size(attributes.height, 360)}" loading="lazy"` +
    ' sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"' +
    ' referrerpolicy="strict-origin-when-cross-origin" allowfullscreen></iframe>'
  )
}
