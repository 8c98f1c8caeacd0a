/** Whatever `post/`, `images/`, `archive/`, the blog or an import says of an author's files, the command says in Chinese, too. */

import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toChinese } from '../../src/cli/chinese/to-chinese.ts'
import { literalsOf } from './literals.ts'

/** Where sentences for authors are. */
const ROOMS = 'src/{post,images,archive,ledger,routes/author,cli/import,cli/archive}/**/*.ts'
/** Descriptions of the API, the doctor's (which has words of its own), and words in both languages. */
const OTHERS = /operations\.ts$|bindings\.ts$|words\.ts$|routes\/author\/(card|openapi)/

/** A sentence, a hint, or what ends one. */
const SAID =
  /^(?:["A-Z{].* .*[.…"\])}]|[A-Z][a-z]+ .*|(?:is|has|holds|looks|climbs|its|lists|an?|the|none|of type) .+)$/s

/** What no author is told: of requests that the command does not make, of bugs, for the log, for other readers. */
const UNSAID = [
  /^(?:<|\{:|\{%|\{\{|SELECT|INSERT|DELETE|UPDATE|CREATE|NOT IN|Gist |HTTP \{\}$|January|Sunday)/,
  /^\{\}(?:[:>\s]|$)(?!.*[a-z])|^\{\}:\{\}|^\{\}: \{\}\{\}$|\(\?<|^AND |xmlns:/,
  /If-None-Match: \*|If-Match takes|if_match|Idempotency-Key|dry_run|Content-|curl|"post"|"image"|parts are/,
  /a part |parts\.|boundary|UTF-8, not|compressed\.$|nested too deeply|surrogate|filename\*|not JSON\.$/,
  /^The body(?: is|$)|Posts go to|multipart|openapi|It takes|Send one of|^The slug is not percent/,
  /committed post|version counter|parser ended|Too deep or|no source\.$|^Invalid TOML$|no revision \{\}$/,
]

/** What may fill a gap: some are to be a sentence, or a part of one, themselves. */
const FILLS = ['样本', 'a PNG', 'a link', 'is empty', 'is home', 'text', 'the file ends too early']

test('each sentence has Chinese words', () => {
  const unknown: string[] = []
  let said = 0
  for (const file of globSync(ROOMS).filter((path) => !OTHERS.test(path))) {
    for (const literal of literalsOf(readFileSync(file, 'utf8'))) {
      if (!SAID.test(literal) || UNSAID.some((each) => each.test(literal))) continue
      said += 1
      if (!FILLS.some((each) => toChinese(literal.replaceAll('{}', each)))) {
        unknown.push(`${file}: ${literal}`)
      }
    }
  }
  expect(unknown).toEqual([])
  expect(said).toBeGreaterThan(250)
})

test.each([
  ['No picture came for a.png.', '没有找到图片 a.png。'],
  ['date: "gestern" is not a date that is understood.', 'date：看不懂日期“gestern”。'],
  ['The slug "..%2f" looks like a path.', 'slug“..%2f”看起来是路径。'],
  [
    'my a.png, by its name a PNG, is an SVG that draws nothing.',
    'my a.png 看名字应是 PNG，其实是什么都没画的 SVG。',
  ],
  [
    '"a b.jpg" is cut short: its IDAT chunk ends after the file.',
    '"a b.jpg" 不完整：IDAT 数据块超出文件末尾。',
  ],
  [
    'a.webp is a WebP of 9000 × 9000 pixels: at most 50 million are taken.',
    'a.webp 是 WebP，9000 × 9000 像素：最多收 5000 万像素。',
  ],
  ['hours must be a whole number from 1 to 720.', 'hours 必须是 1 到 720 的整数。'],
])('%s', (english, chinese) => {
  expect(toChinese(english)).toBe(chinese)
})

test('what nobody has said in Chinese stays as it is', () => {
  expect(toChinese('Something quite else: yes.')).toBeNull()
})
