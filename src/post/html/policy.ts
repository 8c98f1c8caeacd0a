/** What the HTML of a post may hold: the elements, their attributes, and the classes. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Attributes that every element may have. */
export const GLOBAL: ReadonlySet<string> = words('id class title lang dir align')

const none = words('')
const cell = words('colspan rowspan scope headers abbr valign width')

/** Elements that may stand, with the attributes each may have beside the global ones. */
export const ELEMENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...[
    'abbr address article aside b bdi bdo blockquote caption cite code dd del dfn div dl dt em',
    'figcaption figure footer h1 h2 h3 h4 h5 h6 header i ins kbd mark p pre rp rt ruby s samp',
    'section small span strong sub summary sup table tbody tfoot thead tr u ul var wbr br hr picture',
  ].flatMap((line) => line.split(' ').map((name): [string, ReadonlySet<string>] => [name, none])),
  ['a', words('href rel role aria-label aria-describedby')],
  ['audio', words('src controls loop muted preload')],
  ['blockquote', words('cite')],
  ['q', words('cite')],
  ['col', words('span width')],
  ['colgroup', words('span width')],
  ['data', words('value')],
  ['del', words('cite datetime')],
  ['details', words('open name')],
  ['img', words('src alt width height')],
  ['ins', words('cite datetime')],
  ['li', words('value')],
  ['ol', words('start reversed type')],
  ['source', words('src srcset type media sizes width height')],
  ['section', words('role aria-label aria-labelledby')],
  ['td', cell],
  ['th', cell],
  ['time', words('datetime')],
  ['track', words('src kind srclang label default')],
  ['video', words('src poster width height controls loop muted playsinline preload')],
])

/** Old or unknown names and what they become. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  ['acronym', 'abbr'],
  ['big', 'span'],
  ['center', 'div'],
  ['dir', 'ul'],
  ['font', 'span'],
  ['main', 'div'],
  ['nav', 'div'],
  ['strike', 'del'],
  ['tt', 'code'],
])

/** Elements whose content goes with them. */
export const DROPPED: ReadonlySet<string> = words(
  'applet audio-worklet embed frameset head math noembed noframes noscript object optgroup option plaintext' +
    ' portal script select style svg template textarea title xmp',
)

export const VOID: ReadonlySet<string> = words(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
)

/** Elements that end a run of words. */
export const BLOCKS: ReadonlySet<string> = words(
  'address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6' +
    ' header hr li ol p pre section summary table td th tr ul',
)

/** Attributes that hold an address. */
export const ADDRESSES: ReadonlySet<string> = words('href src cite poster')

const CLASS =
  /^(?:hljs(?:-[\w-]+)?|language-[\w+#.-]+|footnotes?|footnote-(?:ref|back)|markdown-alert(?:-(?:note|tip|important|warning|caution|title))?|task|contains-task|scroll|sr-only|math|note|tip|info|warning|danger|center|left|right|figure|gallery|caption|small)$/

/** The classes of a list that are allowed. */
export const allowedClasses = (value: string): string =>
  value
    .split(/\s+/, 32)
    .filter((name) => CLASS.test(name))
    .join(' ')

const VALUES: Record<string, RegExp> = {
  align: /^(?:left|right|center|justify)$/i,
  dir: /^(?:ltr|rtl|auto)$/i,
  lang: /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i,
  scope: /^(?:col|row|colgroup|rowgroup)$/i,
  valign: /^(?:top|middle|bottom|baseline)$/i,
  width: /^\d{1,4}(?:\.\d+)?(?:%|px)?$/,
  height: /^\d{1,4}(?:\.\d+)?(?:%|px)?$/,
  colspan: /^\d{1,3}$/,
  rowspan: /^\d{1,3}$/,
  span: /^\d{1,3}$/,
  role: /^doc-(?:endnotes|noteref|backlink)$/,
  start: /^-?\d{1,9}$/,
  value: /^[\w.-]{1,40}$/,
  type: /^[\w.+;=\s"'/-]{1,80}$/,
  kind: /^\w{1,20}$/,
  preload: /^(?:none|metadata|auto)?$/,
}

/** Has an attribute a value it may have? */
export const allowedValue = (name: string, value: string): boolean =>
  VALUES[name]?.test(value) ?? true
