/** The site's words in Japanese. */

import { group } from './group.ts'
import type { Words } from './vocabulary.ts'

export const ja: Words = {
  skip: '本文へ移動',
  site: 'サイト',
  home: 'ホーム',
  archive: 'アーカイブ',
  search: '検索',
  tags: 'タグ',
  categories: 'カテゴリー',
  tag: 'タグ',
  category: 'カテゴリー',
  year: '年',
  contents: '目次',
  text: '本文',
  updated: '更新',
  licence: 'ライセンス',
  source: 'Markdown で読む',
  copy: 'コピー',
  copied: 'コピーしました',
  older: '前の記事',
  newer: '次の記事',
  olderPosts: '以前の記事',
  newerPosts: '新しい記事',
  around: '前後の記事',
  related: '関連記事',
  posts: (n) => `${group(n)}件`,
  page: (n) => `${n}ページ目`,
  minutes: (n) => `約${n}分で読めます`,
  wholeYear: (posts) => `この年の全${group(posts)}件`,
  noTags: 'タグの付いた記事はまだありません。',
  noCategories: 'カテゴリーはまだありません。',
  noHits: '題名、タグ、本文にそのすべてを含む記事はありません。',
  tooLong: '検索できるのは100文字までです。',
  empty: {
    title: '白い紙',
    text: 'まだ何も公開されていません。最初の記事はこれで送れます。',
    other: 'または content/ に Markdown ファイルを置いて次を実行すると、すべて送られます。',
  },
  notFound: {
    title: 'ページがありません',
    text: 'このアドレスには何もなく、ここから移ったものもありません。',
  },
  feed: {
    title: 'フィード',
    text: 'これはフィードリーダー用のアドレスです。リーダーに登録すると、新しい記事が届きます。',
  },
  gone: { title: '削除されました', text: 'ここには記事がありましたが、著者が取り下げました。' },
  tooOften: {
    title: '少々お待ちください',
    text: '短い間に検索が続きました。1分ほど待ってからお試しください。',
  },
  outage: {
    title: '少々お待ちください',
    text: 'このページの保管先に今つながりません。しばらくしてからもう一度お試しください。',
  },
  failure: {
    title: '問題が起きました',
    text: 'このページを作れませんでした。原因はこちらにあり、記録されました。',
  },
}
