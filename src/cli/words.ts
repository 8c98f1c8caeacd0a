/** What the command says, in English and in Chinese. */

import { speak } from './language.ts'
import type { Why } from './why.ts'

const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`

const english = {
  noCommand: (name: string, all: string) => `There is no command "${name}". There are: ${all}.`,
  notAnAddress: (text: string) =>
    `"${text}" is not the address of a blog, such as https://blog.example.`,
  notEncrypted: (origin: string) =>
    `${origin} is not encrypted: a token sent there can be read on the way. Use https.`,
  noPosts: (folder: string) =>
    `${folder} holds no posts (*.md). Write one: deckle new "My first post"`,
  noFolder: (folder: string) => `${folder} does not exist.`,
  reading: (bar: string) => `reading ${bar}`,
  sending: (bar: string, pictures: number) =>
    `sending ${bar}${pictures > 0 ? `, ${many(pictures, 'picture')}` : ''}`,
  shelving: (n: number) => `${many(n, 'page')} to be written`,
  shelfLater: (n: number) =>
    `All is stored. ${many(n, 'page is', 'pages are')} still to be written; the blog does it by itself: deckle doctor tells.`,
  desk: (url: string) => `Your folder, drafts and all: ${url}   (Ctrl-C ends)`,
  waiting: (reason: string, seconds: string) => `${reason}; trying again in ${seconds} s`,
  twins: (slug: string) => `Two files would be "${slug}": give one of them a slug: of its own.`,
  nothingSent: 'Nothing was sent.',
  created: (n: number) => `${n} created`,
  updated: (n: number) => `${n} updated`,
  removed: (n: number) => `${n} removed`,
  unchanged: (n: number) => `${n} unchanged`,
  conflicts: (n: number) => many(n, 'conflict'),
  refused: (n: number) => `${n} refused`,
  would: 'Nothing was sent: this is what a push would do.',
  strays: (n: number) =>
    `${many(n, 'post is', 'posts are')} on the blog and not in this folder: deckle pull fetches, deckle push --prune removes.`,
  prune: (n: number) => `Remove ${many(n, 'post')} from the blog that this folder does not have?`,
  pruneNeedsYes: 'Nothing was removed: say --yes where nobody can be asked.',
  why: {
    both: 'was changed here and on the blog',
    behind: 'is older here than on the blog',
    removed: 'was removed from the blog since it was pushed from here',
    foreign: 'has the slug of another post of the blog',
  } satisfies Record<Why, string>,
  ways: (path: string) => [
    `take the blog's   deckle pull ${path}`,
    `keep yours        deckle push --mine ${path}`,
    `merge by hand     deckle pull --beside ${path}   then edit, and push --mine`,
  ],
  stopped: (stored: number, left: number) =>
    `Stopped: ${stored} stored, ${left} not, as far as the blog has answered. Run the same again: it goes on from there.`,
  badToken: (origin: string) =>
    `${origin} does not take this token any more. Log in again: deckle login ${origin}`,
  badVariable: (origin: string) => `${origin} does not take the token in DECKLE_TOKEN.`,
  wrongToken: (origin: string) => `${origin} does not take this token. Nothing was kept.`,
  emptyToken: 'No token came. Nothing was kept.',
  noToken: (origin: string) =>
    `There is no token for ${origin}. Log in: deckle login ${origin}   (or set DECKLE_TOKEN)`,
  noBlog: 'Which blog? Log in once: deckle login https://blog.example   (or set DECKLE_URL)',
  unreachable: (reason: string) => `No answer from ${reason}`,
  pasteToken: (origin: string) => `Token for ${origin} (it is not shown): `,
  tokenIsAsked:
    'login takes an address. The token is asked for: on a command line others can read it.',
  noTitle: 'Which title? One with letters or digits: deckle new "Autumn in Shanghai"',
  loggedIn: (origin: string, file: string) =>
    `Logged in to ${origin}. The token is in ${file}, for you alone to read.`,
  loggedOut: (origin: string) => `The token for ${origin} is forgotten.`,
  previewEnds: (time: string) => `It ends ${time}. Whoever has the link can read it till then.`,
  whichPost: 'Which post? Name a file or a slug.',
  pulled: (n: number) => `${n} pulled`,
  kept: (path: string) =>
    `${path} has changes of its own; --force replaces it, --beside puts the blog's next to it`,
  wrote: (path: string) => `Wrote ${path}`,
  othersCanRead: (file: string) => `Others can read ${file}. Run: chmod 600 ${file}`,
  notJson: (file: string) => `${file} is not JSON. Remove it and log in again.`,
  unreadable: (file: string, why: string) => `${file} cannot be read: ${why}.`,
  links: (n: number, path: string) =>
    `${n === 1 ? `${path} is a link, which is` : `${n} links (${path} …) are`} not followed: put the file itself there.`,
  notDeckle: (origin: string) => `${origin} answers, but not as a Deckle blog does.`,
  redirects: (origin: string, to: string) => `${origin} redirects to ${to}: use that address.`,
  exists: (path: string) => `${path} exists already.`,
  fine: 'All is well.',
  shelfChecked: (n: number) => `${many(n, 'document')} of the shelf looked at`,
  checked: (n: number) => `${many(n, 'post')} checked`,
  warned: (n: number) => many(n, 'warning'),
  /** Between the parts of a sum. */
  and: ', ',
  state: { draft: 'draft', scheduled: 'scheduled', gone: 'removed' },
  nowhere: (name: string) => `${name} is neither in the folder nor on the blog.`,
  askedToWait: (seconds: number) => `It asks to wait ${seconds} s.`,
  same: 'The folder and the blog are the same.',
  only: { here: 'new here', changed: 'changed here', there: 'only on the blog' },
}

export type Words = typeof english

const chinese: Words = {
  noCommand: (name, all) => `没有“${name}”这个命令。有：${all}。`,
  notAnAddress: (text) => `“${text}”不是博客的地址，例如 https://blog.example。`,
  notEncrypted: (origin) => `${origin} 没有加密：发往那里的令牌会在途中被读到。请用 https。`,
  noPosts: (folder) => `${folder} 里没有文章（*.md）。写一篇：deckle new "第一篇"`,
  noFolder: (folder) => `${folder} 不存在。`,
  reading: (bar) => `读取 ${bar}`,
  sending: (bar, pictures) => `发送 ${bar}${pictures > 0 ? `，图片 ${pictures}` : ''}`,
  shelving: (n) => `还有 ${n} 个页面要写`,
  shelfLater: (n) => `全部已存。还有 ${n} 个页面要写，博客会自己写完：deckle doctor 可以查看。`,
  desk: (url) => `你的文件夹，包括草稿：${url}   （Ctrl-C 结束）`,
  waiting: (reason, seconds) => `${reason}；${seconds} 秒后重试`,
  twins: (slug) => `有两个文件都会成为“${slug}”：请给其中一个写上自己的 slug:。`,
  nothingSent: '什么都没有发送。',
  created: (n) => `新建 ${n}`,
  updated: (n) => `更新 ${n}`,
  removed: (n) => `删除 ${n}`,
  unchanged: (n) => `未变 ${n}`,
  conflicts: (n) => `冲突 ${n}`,
  refused: (n) => `被拒 ${n}`,
  would: '什么都没有发送：以上是一次 push 会做的事。',
  strays: (n) =>
    `博客上有 ${n} 篇文章不在这个文件夹里：deckle pull 取回，deckle push --prune 删除。`,
  prune: (n) => `从博客上删除这个文件夹里没有的 ${n} 篇文章？`,
  pruneNeedsYes: '什么都没有删除：无人可问时请加 --yes。',
  why: {
    both: '在本地和博客上都改过',
    behind: '本地的比博客上的旧',
    removed: '推送之后在博客上被删除了',
    foreign: '与博客上另一篇文章的 slug 相同',
  },
  ways: (path) => [
    `用博客上的   deckle pull ${path}`,
    `用本地的     deckle push --mine ${path}`,
    `手工合并     deckle pull --beside ${path}   改好后 push --mine`,
  ],
  stopped: (stored, left) =>
    `已中断：就博客的答复而言，${stored} 篇已存，${left} 篇未存。再运行一次即可接着做。`,
  badToken: (origin) => `${origin} 不再接受这个令牌。请重新登录：deckle login ${origin}`,
  badVariable: (origin) => `${origin} 不接受 DECKLE_TOKEN 里的令牌。`,
  wrongToken: (origin) => `${origin} 不接受这个令牌。什么都没有保存。`,
  emptyToken: '没有收到令牌。什么都没有保存。',
  noToken: (origin) =>
    `没有 ${origin} 的令牌。请登录：deckle login ${origin}   （或设置 DECKLE_TOKEN）`,
  noBlog: '哪个博客？请先登录：deckle login https://blog.example   （或设置 DECKLE_URL）',
  unreachable: (reason) => `没有回应：${reason}`,
  pasteToken: (origin) => `${origin} 的令牌（不显示）：`,
  tokenIsAsked: 'login 只要一个地址。令牌会询问：写在命令行上别人能读到。',
  noTitle: '什么标题？要有文字或数字：deckle new "上海的秋天"',
  loggedIn: (origin, file) => `已登录 ${origin}。令牌存于 ${file}，只有你能读。`,
  loggedOut: (origin) => `已忘记 ${origin} 的令牌。`,
  previewEnds: (time) => `${time} 失效。在那之前，有链接的人都能读。`,
  whichPost: '哪篇文章？请给出文件或 slug。',
  pulled: (n) => `取回 ${n}`,
  kept: (path) => `${path} 有自己的改动；--force 覆盖，--beside 把博客上的放在旁边`,
  wrote: (path) => `已写入 ${path}`,
  othersCanRead: (file) => `别人能读 ${file}。请运行：chmod 600 ${file}`,
  notJson: (file) => `${file} 不是 JSON。请删除它并重新登录。`,
  unreadable: (file, why) => `无法读取 ${file}：${why}。`,
  links: (n, path) =>
    `${n === 1 ? `${path} 是链接` : `有 ${n} 个链接（${path} 等）`}，没有跟随：请把文件本身放在那里。`,
  notDeckle: (origin) => `${origin} 有回应，但不像一个 Deckle 博客。`,
  redirects: (origin, to) => `${origin} 转到 ${to}：请用那个地址。`,
  exists: (path) => `${path} 已经存在。`,
  fine: '一切正常。',
  shelfChecked: (n) => `已看书架上的 ${n} 份文档`,
  checked: (n) => `已检查 ${n} 篇`,
  warned: (n) => `警告 ${n} 条`,
  and: '，',
  state: { draft: '草稿', scheduled: '定时', gone: '已删除' },
  nowhere: (name) => `${name} 既不在文件夹里，也不在博客上。`,
  askedToWait: (seconds) => `它要求等 ${seconds} 秒。`,
  same: '文件夹与博客一致。',
  only: { here: '本地新增', changed: '本地改过', there: '只在博客上' },
}

export const chooseWords = (): Words => speak({ en: english, zh: chinese })
