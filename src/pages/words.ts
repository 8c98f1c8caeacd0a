/** The site's own words, in the languages it speaks. */

/** A page that says one thing: what happened, and what to do now. */
export interface Notice {
  title: string
  text: string
}

export interface Words {
  skip: string
  site: string
  home: string
  archive: string
  tags: string
  categories: string
  tag: string
  category: string
  year: string
  contents: string
  updated: string
  older: string
  newer: string
  olderPosts: string
  newerPosts: string
  around: string
  posts: (n: number) => string
  page: (n: number) => string
  minutes: (n: number) => string
  wholeYear: (posts: number) => string
  noTags: string
  noCategories: string
  empty: Notice & { other: string }
  notFound: Notice
  gone: Notice
  outage: Notice
  failure: Notice
}

const en: Words = {
  skip: 'Skip to the text',
  site: 'Site',
  home: 'Home',
  archive: 'Archive',
  tags: 'Tags',
  categories: 'Categories',
  tag: 'Tag',
  category: 'Category',
  year: 'Year',
  contents: 'Contents',
  updated: 'Updated',
  older: 'Older',
  newer: 'Newer',
  olderPosts: 'Older posts',
  newerPosts: 'Newer posts',
  around: 'Neighbouring posts',
  posts: (n) => (n === 1 ? '1 post' : `${n} posts`),
  page: (n) => `Page ${n}`,
  minutes: (n) => `${n} min read`,
  wholeYear: (posts) => `All ${posts} posts of the year`,
  noTags: 'No post has a tag yet.',
  noCategories: 'No post has a category yet.',
  empty: {
    title: 'A blank sheet',
    text: 'Nothing is published here yet. This pushes the first post:',
    other: 'Or put Markdown files into content/ and run the blog with this; it pushes them all:',
  },
  notFound: {
    title: 'No such page',
    text: 'Nothing stands at this address, and nothing has moved away from it.',
  },
  gone: { title: 'Gone', text: 'There was a post here. Its author took it down.' },
  outage: {
    title: 'Back in a moment',
    text: 'The storage that holds this page cannot be reached just now. Please try again shortly.',
  },
  failure: {
    title: 'That went wrong',
    text: 'This page could not be made. The fault is on our side, and it has been noted.',
  },
}

const hans: Words = {
  skip: '跳到正文',
  site: '本站',
  home: '首页',
  archive: '归档',
  tags: '标签',
  categories: '分类',
  tag: '标签',
  category: '分类',
  year: '年份',
  contents: '目录',
  updated: '更新于',
  older: '上一篇',
  newer: '下一篇',
  olderPosts: '更早的文章',
  newerPosts: '更新的文章',
  around: '相邻文章',
  posts: (n) => `${n} 篇`,
  page: (n) => `第 ${n} 页`,
  minutes: (n) => `约 ${n} 分钟`,
  wholeYear: (posts) => `这一年的全部 ${posts} 篇`,
  noTags: '还没有带标签的文章。',
  noCategories: '还没有分类。',
  empty: {
    title: '一张白纸',
    text: '这里还没有文章。用这一行推送第一篇：',
    other: '或者把 Markdown 文件放进 content/，再用这个命令启动，它会全部推送：',
  },
  notFound: { title: '没有这一页', text: '这个地址上没有内容，也没有内容从这里搬走。' },
  gone: { title: '已删除', text: '这里曾有一篇文章，作者把它撤下了。' },
  outage: { title: '稍后就好', text: '存放这一页的存储暂时无法访问，请过一会儿再试。' },
  failure: { title: '出错了', text: '这一页没能生成。问题在我们这边，已经记录下来。' },
}

const hant: Words = {
  ...hans,
  home: '首頁',
  archive: '彙整',
  tags: '標籤',
  categories: '分類',
  tag: '標籤',
  category: '分類',
  contents: '目錄',
  updated: '更新於',
  olderPosts: '較早的文章',
  newerPosts: '較新的文章',
  around: '相鄰文章',
  page: (n) => `第 ${n} 頁`,
  minutes: (n) => `約 ${n} 分鐘`,
  wholeYear: (posts) => `這一年的全部 ${posts} 篇`,
  noTags: '還沒有帶標籤的文章。',
  noCategories: '還沒有分類。',
  empty: {
    title: '一張白紙',
    text: '這裡還沒有文章。用這一行推送第一篇：',
    other: '或者把 Markdown 檔案放進 content/，再用這個命令啟動，它會全部推送：',
  },
  notFound: { title: '沒有這一頁', text: '這個網址上沒有內容，也沒有內容從這裡搬走。' },
  gone: { title: '已刪除', text: '這裡曾有一篇文章，作者把它撤下了。' },
  outage: { title: '稍後就好', text: '存放這一頁的儲存暫時無法存取，請過一會兒再試。' },
  failure: { title: '出錯了', text: '這一頁沒能產生。問題在我們這邊，已經記錄下來。' },
}

const TRADITIONAL = ['hant', 'tw', 'hk', 'mo']

/** The words for the first of these language tags that the site speaks; English when none is. */
export function wordsFor(...languages: string[]): Words {
  for (const language of languages) {
    const [primary, ...subtags] = language.toLowerCase().split('-')
    if (primary === 'zh') return subtags.some((tag) => TRADITIONAL.includes(tag)) ? hant : hans
    if (primary === 'en') return en
  }
  return en
}
