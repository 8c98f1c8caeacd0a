/** HTML in a form that leaves out what means the same: attribute order, quotes, self-closing, space between blocks. */

const BLOCK = 'blockquote|div|h[1-6]|hr|li|ol|p|pre|table|tbody|td|th|thead|tr|ul'

export function normalHtml(html: string): string {
  return html
    .replace(
      /<([a-z][\w-]*)((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi,
      (_, name, attributes) => {
        const each = (
          attributes.match(/[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g) ?? []
        ).sort()
        return `<${[name, ...each].join(' ')}>`
      },
    )
    .replace(new RegExp(`\\s*(</?(?:${BLOCK})(?: [^>]*)?>)\\s*`, 'g'), '$1')
    .replace(/<br>\s*/g, '<br>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&gt;', '>')
    .trim()
}
