/** Made-up posts for the search: Chinese, English and mixed, with words as frequent and as rare as in life. */

export interface Sample {
  slug: string
  title: string
  tags: string[]
  date: number
  text: string
}

const FREQUENT =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过'
const PAIRS =
  '今天 数据 纸张 毛边 会场 笔记 代码 网络 读者 作者 时间 问题 世界 城市 上海 北京 秋天 春天 河流 石头 山路 茶歇 朋友 故事 语言 文字 印刷 排版 标题 正文'.split(
    ' ',
  )
const WORDS =
  'the of and to in a is that for it as was with on paper edge sheet river stone network reader author page post index cache worker python javascript typescript international internet interest type typesetting printing print press ink letter'.split(
    ' ',
  )
const NAMES = ['Python3', 'node.js', 'C++', 'KV', 'Workers', 'GitHub']

/** Milliseconds from the oldest post to the newest. */
const SPAN = 15 * 365 * 86_400_000

/** A small seeded generator (mulberry32), so that a failure can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** `count` posts of fifteen years, oldest first, of about `length` characters. */
export function* samplePosts(count: number, seed: number, length = 160): Generator<Sample> {
  const random = randomFrom(seed)
  const pick = <T>(from: ArrayLike<T>, skew = 1): T =>
    from[Math.floor(random() ** skew * from.length)] as T
  const rare = () => String.fromCharCode(0x4e00 + Math.floor(random() ** 2 * 3_000))
  const han = () => (random() < 0.4 ? pick(FREQUENT, 2) : random() < 0.6 ? pick(PAIRS, 2) : rare())
  const word = () => (random() < 0.9 ? pick(WORDS, 2) : pick(WORDS) + pick(WORDS))
  const sentence = (kind: number): string => {
    const size = 4 + Math.floor(random() * 14)
    if (kind === 1) return `${Array.from({ length: size }, word).join(' ')}. `
    const piece = () => (kind === 2 && random() < 0.15 ? pick(NAMES) : han())
    return Array.from({ length: size }, piece).join('') + pick('，。；！')
  }
  for (let i = 0; i < count; i++) {
    const kind = i % 5 === 1 ? 1 : i % 5 === 2 ? 2 : 0
    let text = ''
    while (text.length < length * (0.4 + random())) text += sentence(kind)
    yield {
      slug: `${['zh', 'en', 'mixed'][kind]}-${i}`,
      title: sentence(kind).slice(0, 24).trim(),
      tags: [pick(PAIRS, 2), pick(WORDS, 3)].slice(Math.floor(random() * 3)),
      date: Date.UTC(2010, 0, 1) + i * Math.floor(SPAN / count),
      text: text.trim(),
    }
  }
}

export const makePosts = (count: number, seed: number): Sample[] => [...samplePosts(count, seed)]
