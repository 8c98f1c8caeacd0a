/** Scripts in all the clothes they come in: made by rules from the grammars of HTML, SVG, addresses, Markdown and encodings. */

import {
  decimal,
  ENDS,
  HANDLERS,
  HOSTS,
  hex,
  LINKING,
  type Make,
  SCHEMES,
  swung,
} from './spellings.ts'

/** A text that calls `ran(id)` if anything in it runs. */
export interface Payload {
  id: number
  text: string
}

/** Everything once: each rule with each of its choices. */
export function makePayloads(): Payload[] {
  const makes = [...elements(), ...addresses(), ...vectors(), ...markdown(), ...breakouts()]
  const texts = new Set<string>()
  const payloads: Payload[] = []
  for (const make of makes) {
    const shape = make('ran()')
    if (texts.has(shape)) continue
    texts.add(shape)
    const id = payloads.length
    payloads.push({ id, text: make(`ran(${id})`) })
  }
  return payloads
}

/** `<img src=x onerror=…>` and its kin: each element with each handler, in several spellings. */
function* elements(): Generator<Make> {
  for (const host of HOSTS) {
    for (const handler of HANDLERS) {
      yield (call) => `<${host} ${handler}=${call}>`
      yield (call) => `<${host} ${swung(handler)}="${call}">`
      yield (call) => `<${host}\t${handler}\n=\n'${call}'>`
      yield (call) => `<${host} ${handler}=${decimal(call)}>`
      yield (call) => `<${host} title="a>b"/${handler}="${hex(call)}">`
      yield (call) => `<${host} alt="\`" ${handler}=${call} x="\`">`
      yield (call) => `<${swung(host)} x='"' ${handler}=${call}//`
      yield (call) => `<${host}\f${handler}=\u00a0${call}>text</${host.split(' ')[0]}>`
    }
  }
}

/** Every attribute that takes an address, with every spelling of one that runs. */
function* addresses(): Generator<Make> {
  for (const [element, attribute] of LINKING) {
    for (const scheme of SCHEMES) {
      yield (call) => `<${element} ${attribute}="${scheme(call)}">go</${element.split(' ')[0]}>`
      yield (call) => `<${element}/${swung(attribute)}='${scheme(call)}'\n>go`
    }
  }
}

/** SVG and MathML, where other names may carry what HTML's do not. */
function* vectors(): Generator<Make> {
  const drawn: Make[] = [
    (call) => `<script>${call}</script>`,
    (call) => `<script href="data:,${call}"/>`,
    (call) => `<animate onbegin=${call} attributeName=x dur=1s>`,
    (call) => `<set onbegin=${call} attributeName=x>`,
    (call) =>
      `<a><animate attributeName=href values="javascript:${call}"/><text y=20>go</text></a>`,
    (call) => `<a xlink:href="javascript:${call}"><rect width=99 height=99 /></a>`,
    (call) => `<foreignObject><img src=x onerror=${call}></foreignObject>`,
    (call) => `<foreignObject><iframe srcdoc="<script>parent.${call}</script>"></foreignObject>`,
    (call) => `<use href="data:image/svg+xml,<svg id=x onload=${call}>#x"/>`,
    (call) => `<image href=x onerror=${call} />`,
    (call) => `<style><img src=x onerror=${call}></style>`,
    (call) => `<title><img src=x onerror=${call}></title>`,
    (call) => `<desc><![CDATA[</desc><script>${call}</script>]]>`,
    (call) =>
      `<mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${call}&gt;">`,
    (call) => `<annotation-xml encoding="text/html"><img src=x onerror=${call}></annotation-xml>`,
    (call) => `<handler type="text/ecmascript" ev:event=load>${call}</handler>`,
    (call) => `<maction actiontype="statusline" xlink:href="javascript:${call}">go</maction>`,
  ]
  const roots = [
    'svg',
    'SVG',
    'svg xmlns="http://www.w3.org/2000/svg"',
    'math',
    'svg:svg',
    'math><mi',
    'table><svg',
    'p><svg',
    'form><math',
  ]
  for (const root of roots) {
    for (const inside of drawn) {
      yield (call) => `<${root}>${inside(call)}</${root.split(/[ >]/)[0]}>`
      yield (call) => `<${root} onload=${call}>${inside(call)}`
      yield (call) => `<${root}/>${inside(call)}`
    }
  }
}

/** Markdown that becomes HTML: links, pictures, definitions, titles, code, headings, tables, math, notes. */
function* markdown(): Generator<Make> {
  for (const scheme of SCHEMES) {
    yield (call) => `[go](${scheme(call)})`
    yield (call) => `[go](<${scheme(call)}>)`
    yield (call) => `![go](${scheme(call)})`
    yield (call) => `[![go](x.png)](${scheme(call)})`
    yield (call) => `<${scheme(call)}>`
    yield (call) => `[go][${call}]\n\n[${call}]: ${scheme(call)}`
    yield (call) => `[go]\n\n[go]: <${scheme(call)}> "title"`
    yield (call) => `| a |\n|---|\n| [go](${scheme(call)}) |`
    yield (call) => `> [!NOTE]\n> [go](${scheme(call)})`
    yield (call) => `text[^n${call.length}]\n\n[^n${call.length}]: [go](${scheme(call)})`
    yield (call) => `$\\href{${scheme(call)}}{x}$`
    yield (call) => `$$\\url{${scheme(call)}}$$`
    yield (call) => `[go](x "${scheme(call)}")\n{: href="${scheme(call)}"}`
  }
  for (const out of [
    '"',
    "'",
    '`',
    '>',
    '">',
    "'>",
    '" ',
    '&quot;',
    '&#34;',
    '\\"',
    '%22',
    '\u201d',
  ]) {
    const handler: Make = (call) => `${out} onmouseover=${call} x=`
    yield (call) => `[go](/x${handler(call)})`
    yield (call) => `[go](/x "t${handler(call)}")`
    yield (call) => `![a${handler(call)}](x.png "t${handler(call)}")`
    yield (call) => `![a](x.png${handler(call)})`
    yield (call) => `\`\`\`js${handler(call)}\ncode\n\`\`\``
    yield (call) => `\`\`\`${handler(call)}\n<script>${call}</script>\n\`\`\``
    yield (call) => `## Heading ${handler(call)} {#id${handler(call)}}`
    yield (call) => `note[^a${handler(call)}]\n\n[^a${handler(call)}]: text`
    yield (call) => `https://example.com/${handler(call)}`
    yield (call) => `<https://example.com/${handler(call)}>`
    yield (call) => `$\\text{${handler(call)}}$`
    yield (call) => `$\\class{${handler(call)}}{x}$ $\\style{${handler(call)}}{x}$`
    yield (call) => `\`code ${handler(call)}\``
    yield (call) => `- [ ] ${handler(call)}`
    yield (call) => `<!-- more ${handler(call)} --><img src=x onerror=${call}>`
  }
}

/** What gets out of the place that a text was put in. */
function* breakouts(): Generator<Make> {
  const inside: Make[] = [
    (call) => `<script>${call}</script>`,
    (call) => `<img src=x onerror=${call}>`,
    (call) => `<svg/onload=${call}>`,
    (call) => `<ScRiPt\t>${call}</sCrIpT\n>`,
    (call) => `<script/src=data:,${call}></script>`,
    (call) => `&lt;script&gt;${call}&lt;/script&gt;`,
    (call) => `${decimal('<')}script>${call}</script>`,
    (call) => `%3Cscript%3E${call}%3C/script%3E`,
    (call) => `\\u003cscript\\u003e${call}\\u003c/script\\u003e`,
    (call) => `+ADw-script+AD4-${call}+ADw-/script+AD4-`,
    (call) => `＜script＞${call}＜/script＞`,
    (call) => `<scr<script>ipt>${call}</scr</script>ipt>`,
    (call) => `<scr\0ipt>${call}</scr\0ipt>`,
    (call) => `<<img src=x onerror=${call}//`,
    (call) => `<!--><img src=x onerror=${call}>-->`,
    (call) => `<!--!><script>${call}</script>`,
    (call) => `<![CDATA[<img src=x onerror=${call}>]]>`,
    (call) => `<?xml-stylesheet href="javascript:${call}"?>`,
    (call) => `-${call}-`,
    (call) => `;${call}//`,
    (call) => `{{constructor.constructor('${call}')()}}`,
    (call) => `<style>@import 'javascript:${call}';*{background:url(javascript:${call})}</style>`,
    (call) => `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
    (call) => `<select><template><style></select><img src=x onerror=${call}>`,
    (call) => `<textarea><img title="</textarea><img src=x onerror=${call}>">`,
    (call) => `<form><input name=attributes><input onfocus=${call} autofocus></form>`,
    (call) => `<a id=x><a id=x name=href href="javascript:${call}">go</a>`,
    (call) => `<plaintext><script>${call}</script>`,
  ]
  for (const end of ENDS) for (const each of inside) yield (call) => end + each(call)
}
