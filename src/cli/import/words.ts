/** What an import says, in English and in Chinese. */

import { speak } from '../language.ts'
import type { Instead } from './constructs/tree.ts'
import type { EngineName, Why } from './engines/engine.ts'

const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`

const NAMES: Record<EngineName, string> = {
  jekyll: 'Jekyll',
  hexo: 'Hexo',
  hugo: 'Hugo',
  wordpress: 'WordPress',
  ghost: 'Ghost',
  markdown: 'Markdown',
}

const english = {
  site: (engine: EngineName, config: string | null) =>
    NAMES[engine] + (config ? `, configured in ${config}` : ''),
  posts: (posts: number, pages: number, drafts: number) =>
    many(posts, 'post') +
    (pages ? `, ${many(pages, 'page')}` : '') +
    (drafts ? `; ${drafts} of them ${drafts === 1 ? 'a draft' : 'drafts'}` : ''),
  days: (first: string, last: string, zone: string) =>
    `${first}${last === first ? '' : ` to ${last}`}, in the time of ${zone}`,
  undated: (n: number) => `${many(n, 'post has', 'posts have')} no date and will be of today`,
  labels: (tags: number, categories: number) =>
    `${many(tags, 'tag')}, ${many(categories, 'category', 'categories')}`,
  redirects: (n: number) =>
    `${many(n, 'old address', 'old addresses')} will lead to the new ones (301)`,
  pictures: (found: number, fetched: number) =>
    `${many(found, 'picture')} found${fetched ? `, ${fetched} of them at other hosts` : ''}`,
  missing: (n: number) => `${many(n, 'picture')} missing`,
  remote: (n: number) => `${many(n, 'picture')} at other hosts: --fetch-pictures brings them in`,
  dead: (n: number) => `${many(n, 'picture')} at hosts that are gone`,
  bad: (n: number) =>
    `${many(n, 'picture')} that no blog takes, nor a post that shows ${n === 1 ? 'it' : 'them'}`,
  converted: (n: number) => `${many(n, 'construct')} converted, to show as before`,
  replaced: (n: number) => `${many(n, 'construct')} replaced by something else`,
  raw: (n: number) => `${many(n, 'construct')} that readers would see as written`,
  instead: {
    link: 'a link',
    words: 'its words alone',
    code: 'its source, as code',
    nothing: 'nothing',
  } satisfies Record<Instead, string>,
  left: (n: number) => `${many(n, 'file')} that no blog takes, to be put elsewhere`,
  skipped: (n: number) => `${many(n, 'file')} left out`,
  why: {
    home: 'the home page: the blog has its own',
    template: 'a template, made of other pages',
    list: 'the head of a list',
    redirect: 'leads elsewhere',
    format: 'not Markdown',
    own: 'the blog has this page itself',
    trash: 'in the trash',
    resource: 'belongs to another page',
    kind: 'of a kind that no blog has',
  } satisfies Record<Why, string>,
  links: (n: number) => `${many(n, 'symbolic link')} not followed`,
  comments: (n: number) => `${many(n, 'comment')} left out: a blog here has none`,
  refused: (n: number) => `${many(n, 'file')} refused`,
  warnings: (n: number) => `${many(n, 'warning')}`,
  more: (n: number) => `… and ${n} more: --all lists them`,
  nothing: (path: string) => `${path} holds nothing to import.`,
  unknown: (path: string, names: string) => `What made ${path}? Say it: --from ${names}`,
  badFrom: (name: string, names: string) => `--from ${name} is not known. There are: ${names}.`,
  badDates: '--dates is local or jekyll.',
  onePath: 'Name the old site: deckle import <folder | archive.zip | export.xml | export.json>',
  twins:
    'Two files would fall on one address. Nothing is sent. Give one of them a slug: of its own.',
  dry: 'Nothing was sent. To go on, say the same with --yes; with --to <folder> the result is written there.',
  wrote: (n: number, folder: string) => `${many(n, 'file')} written to ${folder}`,
  same: (n: number) => `${n} unchanged`,
  kept: (path: string) => `${path} is there already, with other content, and was left`,
  differs: (path: string, why: string) => `${path} ${why}`,
  mine: 'These were left as they are on the blog: --mine takes what the old site has.',
  reading: (bar: string) => `reading ${bar}`,
}

export type ImportWords = typeof english

const chinese: ImportWords = {
  site: (engine, config) => NAMES[engine] + (config ? `，配置在 ${config}` : ''),
  posts: (posts, pages, drafts) =>
    `文章 ${posts}${pages ? `，页面 ${pages}` : ''}${drafts ? `；其中草稿 ${drafts}` : ''}`,
  days: (first, last, zone) => `${first}${last === first ? '' : ` 至 ${last}`}，时区 ${zone}`,
  undated: (n) => `${n} 篇没有日期，将记为今天`,
  labels: (tags, categories) => `标签 ${tags}，分类 ${categories}`,
  redirects: (n) => `${n} 个旧地址将跳转到新地址（301）`,
  pictures: (found, fetched) =>
    `找到图片 ${found} 张${fetched ? `，其中 ${fetched} 张来自别的主机` : ''}`,
  missing: (n) => `缺少图片 ${n} 张`,
  remote: (n) => `${n} 张图片在别的主机上：--fetch-pictures 可取来`,
  dead: (n) => `${n} 张图片所在的主机已不在`,
  bad: (n) => `${n} 张图片博客不收，用到它们的文章也不收`,
  converted: (n) => `${n} 处写法已转换，显示如前`,
  replaced: (n) => `${n} 处写法换成了别的`,
  raw: (n) => `${n} 处写法会原样显示给读者`,
  instead: {
    link: '链接',
    words: '只留文字',
    code: '原文，作为代码',
    nothing: '不留',
  },
  left: (n) => `${n} 个文件博客不收，请另放别处`,
  skipped: (n) => `略去 ${n} 个文件`,
  why: {
    home: '首页：博客自有首页',
    template: '模板，由别的页面生成',
    list: '列表的开头',
    redirect: '转到别处',
    format: '不是 Markdown',
    own: '博客本身就有这一页',
    trash: '在回收站里',
    resource: '属于另一页',
    kind: '博客没有这种内容',
  },
  links: (n) => `${n} 个符号链接没有跟随`,
  comments: (n) => `略去评论 ${n} 条：这里的博客没有评论`,
  refused: (n) => `被拒 ${n} 个文件`,
  warnings: (n) => `警告 ${n} 条`,
  more: (n) => `…… 还有 ${n} 条：--all 全部列出`,
  nothing: (path) => `${path} 里没有可导入的内容。`,
  unknown: (path, names) => `${path} 是用什么做的？请注明：--from ${names}`,
  badFrom: (name, names) => `不认识 --from ${name}。可用的有：${names}。`,
  badDates: '--dates 只能是 local 或 jekyll。',
  onePath: '请指明旧站：deckle import <文件夹 | archive.zip | export.xml | export.json>',
  twins: '有两个文件会落在同一个地址上。什么都没有发送。请给其中一个写上自己的 slug:。',
  dry: '什么都没有发送。确认无误后加 --yes 再运行一次；加 --to <文件夹> 则把结果写到那里。',
  wrote: (n, folder) => `已写入 ${folder}：${n} 个文件`,
  same: (n) => `未变 ${n}`,
  kept: (path) => `${path} 已经存在且内容不同，没有动它`,
  differs: (path, why) => `${path} ${why}`,
  mine: '以上保持博客上的样子：--mine 以旧站为准。',
  reading: (bar) => `读取 ${bar}`,
}

export const chooseImportWords = (): ImportWords => speak({ en: english, zh: chinese })
