/** The site's words in Chinese, in simplified characters. */

import type { Words } from '../words.ts'

export const hans: Words = {
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
  licence: '许可',
  source: 'Markdown 原文',
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
