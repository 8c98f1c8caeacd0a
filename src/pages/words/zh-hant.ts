/** The site's words in Chinese, in traditional characters; what is spelt alike comes from the simplified. */

import type { Words } from './vocabulary.ts'
import { hans } from './zh-hans.ts'

export const hant: Words = {
  ...hans,
  home: '首頁',
  archive: '彙整',
  search: '搜尋',
  tags: '標籤',
  categories: '分類',
  tag: '標籤',
  category: '分類',
  contents: '目錄',
  text: '正文',
  updated: '更新於',
  licence: '授權',
  source: 'Markdown 原文',
  copy: '複製',
  copied: '已複製',
  olderPosts: '較早的文章',
  newerPosts: '較新的文章',
  around: '相鄰文章',
  related: '相關文章',
  page: (n) => `第 ${n} 頁`,
  minutes: (n) => `約 ${n} 分鐘`,
  wholeYear: (posts) => `這一年的全部 ${posts} 篇`,
  noTags: '還沒有帶標籤的文章。',
  noCategories: '還沒有分類。',
  noHits: '沒有文章的標題、標籤或正文包含這些字詞。',
  tooLong: '搜尋最多 100 個字元。',
  empty: {
    title: '一張白紙',
    text: '這裡還沒有文章。用這一行推送第一篇：',
    other: '或者把 Markdown 檔案放進 content/，再用這個命令啟動，它會全部推送：',
  },
  notFound: { title: '沒有這一頁', text: '這個網址上沒有內容，也沒有內容從這裡搬走。' },
  feed: {
    title: '訂閱',
    text: '這是給閱讀器用的訂閱網址：把它加到閱讀器裡，新文章就會送到你那裡。',
  },
  gone: { title: '已刪除', text: '這裡曾有一篇文章，作者把它撤下了。' },
  tooOften: { title: '請稍等', text: '短時間內搜尋次數太多，請過一分鐘再試。' },
  outage: { title: '稍後就好', text: '存放這一頁的儲存暫時無法存取，請過一會兒再試。' },
  failure: { title: '出錯了', text: '這一頁沒能產生。問題在我們這邊，已經記錄下來。' },
}
