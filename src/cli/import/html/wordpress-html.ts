/** Makes HTML of what WordPress keeps: paragraphs without tags, its editor's comments, its own shortcodes. */

const BLOCK =
  /^\s*<\/?(?:address|article|aside|blockquote|details|div|dl|dt|dd|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio)\b|^\s*<!--/i

/** `originals`: the addresses of uploaded files; a smaller copy of one gives way to it. */
export function toParagraphs(content: string, originals: ReadonlySet<string>): string {
  const plain = content
    .replace(/\r\n?/g, '\n')
    .replace(/<!--\s*more\b.*?-->/g, '<!-- more -->')
    .replace(/^[ \t]*<!--\s*\/?wp:.*?-->[ \t]*$/gms, '')
    .replace(/<!--\s*\/?wp:.*?-->/gs, '')
    .replace(/(https?:\/\/[^\s"'<>]+?)-\d+x\d+(\.(?:jpe?g|png|gif|webp))/gi, (all, start, end) =>
      originals.has(start + end) ? start + end : all,
    )
  return plain
    .split(/(<pre\b[\s\S]*?<\/pre>|\[(?:source)?code\b[^\]]*\][\s\S]*?\[\/(?:source)?code\])/i)
    .map((part, index) => (index % 2 === 1 ? asCode(part) : paragraphs(shortcodes(part))))
    .join('')
}

/** What stands between empty lines is a paragraph, and a line break in it shows. Lines keep their number. */
function paragraphs(text: string): string {
  return text
    .split(/(\n[ \t]*\n\s*)/)
    .map((part, index) => {
      if (index % 2 === 1 || part.trim() === '' || BLOCK.test(part)) return part
      const [, lead = '', words = '', tail = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(part) ?? []
      return `${lead}<p>${words.replace(/(?<!<br\s*\/?>)\n/gi, '<br>\n')}</p>${tail}`
    })
    .join('')
}

function asCode(part: string): string {
  const [, args = '', code = ''] = /^\[\w+([^\]]*)\]([\s\S]*?)\[\/\w+\]$/.exec(part) ?? []
  if (part.startsWith('<')) return part
  const language = /lang(?:uage)?="?([\w+#-]+)/.exec(args)?.[1]
  // WordPress keeps code in this shortcode as it was typed.
  const escaped = code.replace(/&(?!\w+;)/g, '&amp;').replaceAll('<', '&lt;')
  return `<pre><code${language ? ` class="language-${language}"` : ''}>${escaped}</code></pre>`
}

/** `[caption]`, `[embed]` and videos; other shortcodes stay, and are named. */
function shortcodes(text: string): string {
  return text
    .replace(
      /\[caption\b[^\]]*\]\s*((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:<\/a>)?)([\s\S]*?)\[\/caption\]/gi,
      (_, picture: string, words: string) => {
        return `<figure>${picture.trim()}<figcaption>${words.trim()}</figcaption></figure>`
      },
    )
    .replace(
      /\[embed\b[^\]]*\]\s*(.*?)\s*\[\/embed\]/gi,
      (_, address: string) => player(address) ?? link(address),
    )
    .replace(/\[youtube[ =]+"?([^\]"]+?)"?\]/gi, (all, address: string) => player(address) ?? all)
    .replace(
      /^[ \t]*(https?:\/\/(?:www\.)?(?:youtube\.com\/watch|youtu\.be\/|vimeo\.com\/\d)\S*)[ \t]*$/gim,
      (all, address: string) => player(address) ?? all,
    )
}

const link = (address: string): string => `<a href="${address}">${address}</a>`

function player(address: string): string | null {
  const tube = /(?:youtu\.be\/|[?&]v=|embed\/)([\w-]{6,})/.exec(address)?.[1]
  const vimeo = /vimeo\.com\/(?:video\/)?(\d+)/.exec(address)?.[1]
  const source = tube
    ? `https://www.youtube-nocookie.com/embed/${tube}`
    : vimeo && `https://player.vimeo.com/video/${vimeo}`
  return source ? `<iframe src="${source}" title="Video" width="640" height="360"></iframe>` : null
}
