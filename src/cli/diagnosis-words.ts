/** What the doctor says, in English and in Chinese. */

import { speak } from './language.ts'

const english = {
  seconds: (n: number) => `${n} s`,
  minutes: (n: number) => `${n} min`,
  hours: (n: number) => `${n} h`,
  pages: (n: number) => `${n} pages answer`,
  page: (path: string, status: number) => `${path} answers ${status}`,
  logs: 'Look at the logs: npx wrangler tail',
  lacks: 'The shelf lacks it. If it stays so for a minute: deckle doctor --repair',
  bound: (names: string) => `bound: ${names}`,
  unbound: (name: string, without: string) => `${name} is not bound: ${without}`,
  /** By binding; what the blog says of one that is not listed stands as it is. */
  without: {} as Record<string, string>,
  bind: (lines: string) => `Add to wrangler.toml, and deploy again:\n${lines}`,
  secret: {
    strong: 'the author token is long and random',
    weak: 'the author token is short or simple: it can be guessed',
  },
  newSecret:
    'Set another: npx wrangler secret put AUTHOR_TOKEN   (openssl rand -base64 24 makes one)',
  address: (url: string) => `SITE_URL is ${url}`,
  otherAddress: (url: string, asked: string) =>
    `SITE_URL is ${url}, and you asked ${asked}: links and feeds name the wrong address`,
  setAddress: (asked: string) => `Set SITE_URL = "${asked}" in wrangler.toml, and deploy again.`,
  clocks: 'the clocks agree',
  ahead: (time: string) => `this machine's clock is ${time} ahead of the blog's`,
  behind: (time: string) => `this machine's clock is ${time} behind the blog's`,
  setClock: 'Set the clock of this machine: new posts are dated by it.',
  written: (n: number) =>
    `nothing waits to be written to the shelf${n ? `; ${n} documents are looked at once more` : ''}`,
  waiting: (n: number, time: string) => `${n} documents wait to be written, the oldest for ${time}`,
  refuses:
    'KV refuses or is down, or the writes of the day are used up. They are tried again by themselves.',
  shelf: (n: number) => `${n} documents of the shelf are as the ledger has them`,
  wrong: (wrong: number, n: number, keys: string) =>
    `${wrong} of ${n} documents of the shelf are not as the ledger has them: ${keys}`,
  repair: 'deckle doctor --repair',
  repaired: 'They are being written again. Look again in a minute: deckle doctor --full',
  next: (time: string) => `the next post appears at ${time}`,
  nothing: 'nothing is scheduled',
  overdue: (n: number) => `${n} scheduled posts are overdue`,
  repairAndLogs: 'deckle doctor --repair, and look at the logs: npx wrangler tail',
  noCopy: 'no copy is made each night: SITE_BACKUP is off',
  firstCopy: 'the first nightly copy is not whole yet',
  copied: (time: string) => `the last nightly copy was made ${time} ago`,
  waitCopy: 'Bind IMAGES, or look at the logs: npx wrangler tail',
  writes: (n: number, most: number) =>
    `${n} KV writes in the last 24 hours, of ${most} on the free plan`,
  fewer:
    'Push fewer posts a day, or take the paid plan. What is over the limit waits for the next day.',
  error: (time: string, message: string) => `the last error, ${time} ago: ${message}`,
  triedAgain: 'It was tried again. If it stays, look at the logs: npx wrangler tail',
  version: (version: string, kib: number) => `version ${version}, ${kib} KiB in the ledger`,
  unknown: 'unknown',
  bindVersion: 'Bind version metadata, and deploy again.',
  renderer: (version: string) => `deckle ${version} renders as the blog does`,
  otherRenderer: (version: string) =>
    `deckle ${version} does not render as the blog does: check and --watch may show what readers will not see`,
  update: 'Bring the older of the two up to date: git pull, npm ci, npx wrangler deploy.',
}

type DiagnosisWords = typeof english

const chinese: DiagnosisWords = {
  seconds: (n) => `${n} 秒`,
  minutes: (n) => `${n} 分钟`,
  hours: (n) => `${n} 小时`,
  pages: (n) => `${n} 个页面有回应`,
  page: (path, status) => `${path} 回应 ${status}`,
  logs: '请看日志：npx wrangler tail',
  lacks: '书架上没有它。如果一分钟后仍是这样：deckle doctor --repair',
  bound: (names) => `已绑定：${names}`,
  unbound: (name, without) => `没有绑定 ${name}：${without}`,
  without: {
    POSTS: '读者由账本供应，很慢',
    IMAGES: '带图片的上传会被拒绝；文字照常',
    TRANSFORM: '图片只有发来时的那一种尺寸',
    BROWSER: '没有图片的文章没有标题卡片',
    LIMITER: '失败的登录不会被放慢',
    VERSION: '部署之后浏览器不会重新验证页面',
  },
  bind: (lines) => `请加到 wrangler.toml，并重新部署：\n${lines}`,
  secret: {
    strong: '作者令牌又长又随机',
    weak: '作者令牌太短或太简单：会被猜到',
  },
  newSecret:
    '请换一个：npx wrangler secret put AUTHOR_TOKEN   （openssl rand -base64 24 可以生成）',
  address: (url) => `SITE_URL 是 ${url}`,
  otherAddress: (url, asked) => `SITE_URL 是 ${url}，而你问的是 ${asked}：链接和订阅里的地址不对`,
  setAddress: (asked) => `请在 wrangler.toml 里设 SITE_URL = "${asked}"，并重新部署。`,
  clocks: '时钟一致',
  ahead: (time) => `本机的时钟比博客快 ${time}`,
  behind: (time) => `本机的时钟比博客慢 ${time}`,
  setClock: '请校准本机的时钟：新文章的日期由它而来。',
  written: (n) => `没有等着写上书架的${n ? `；还有 ${n} 份要再看一眼` : ''}`,
  waiting: (n, time) => `${n} 份文档等着写，最久的等了 ${time}`,
  refuses: 'KV 拒绝或出了故障，或者今天的写入次数已用完。会自动重试。',
  shelf: (n) => `书架上的 ${n} 份文档与账本一致`,
  wrong: (wrong, n, keys) => `书架上 ${n} 份文档中有 ${wrong} 份与账本不一致：${keys}`,
  repair: 'deckle doctor --repair',
  repaired: '正在重写。一分钟后再看：deckle doctor --full',
  next: (time) => `下一篇文章将于 ${time} 发布`,
  nothing: '没有定时的文章',
  overdue: (n) => `${n} 篇定时文章已过时间`,
  repairAndLogs: 'deckle doctor --repair，并看日志：npx wrangler tail',
  noCopy: '没有夜间副本：SITE_BACKUP 为 off',
  firstCopy: '第一份夜间副本还没有做完',
  copied: (time) => `上一份夜间副本做于 ${time}前`,
  waitCopy: '绑定 IMAGES，或查看日志：npx wrangler tail',
  writes: (n, most) => `过去 24 小时 KV 写入 ${n} 次，免费方案为 ${most} 次`,
  fewer: '每天少推几篇，或改用付费方案。超出的部分等到第二天。',
  error: (time, message) => `最近一次错误，${time}前：${message}`,
  triedAgain: '已经重试过。如果一直如此，请看日志：npx wrangler tail',
  version: (version, kib) => `版本 ${version}，账本 ${kib} KiB`,
  unknown: '未知',
  bindVersion: '请绑定版本元数据，并重新部署。',
  renderer: (version) => `deckle ${version} 与博客渲染一致`,
  otherRenderer: (version) =>
    `deckle ${version} 与博客渲染不一致：check 与 --watch 所示可能与读者所见不同`,
  update: '请把较旧的一方更新：git pull、npm ci、npx wrangler deploy。',
}

export const diagnosisWords = speak({ en: english, zh: chinese })
