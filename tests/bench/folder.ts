/** A folder as an author may have it: posts of a few kilobytes, each with tags and a picture of its own. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { picture } from './posts.ts'

const PARAGRAPH =
  '上海的秋天，会场里坐满了人。台上的人说着**代码**，台下的人记着 [笔记](https://example.com/notes)；茶歇时大家又聊了很久。\n'
const CODE = '\n```js\nconst answer = await fetch(url)\nconsole.log(answer.status)\n```\n'

/** Bytes by path within the folder. */
export type Files = Map<string, Uint8Array<ArrayBuffer>>

/** `pictures`: does each post have one? */
export function makeFiles(count: number, { pictures = true } = {}): Files {
  const files: Files = new Map()
  for (let n = 0; n < count; n++) {
    const day = new Date(Date.UTC(2012, 0, 1 + n)).toISOString().slice(0, 10)
    const front = `---\ntitle: 第 ${n} 篇\ntags: [t${n % 40}, t${n % 7}]\n---\n`
    const image = pictures ? `\n![第 ${n} 张](pictures/p${n}.png)\n` : ''
    const body = `${PARAGRAPH.repeat(6)}${image}\n## 一节\n\n${PARAGRAPH.repeat(6)}${CODE}`
    files.set(
      `${day}-${pictures ? 'post' : 'note'}-${n}.md`,
      new TextEncoder().encode(front + body),
    )
    if (pictures) files.set(`pictures/p${n}.png`, picture(96, n + 1))
  }
  return files
}

export async function writeFiles(root: string, files: Files): Promise<void> {
  await mkdir(join(root, 'pictures'), { recursive: true })
  for (const [path, bytes] of files) await writeFile(join(root, path), bytes)
}
