/** All that the site says in words of its own: each language says the same. */

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
  search: string
  tags: string
  categories: string
  tag: string
  category: string
  year: string
  contents: string
  /** What the article is called where its own headings begin lower than they should. */
  text: string
  updated: string
  licence: string
  /** The link to the post as Markdown. */
  source: string
  /** The button beside a block of code, before and after. */
  copy: string
  copied: string
  older: string
  newer: string
  olderPosts: string
  newerPosts: string
  around: string
  related: string
  posts: (n: number) => string
  page: (n: number) => string
  minutes: (n: number) => string
  wholeYear: (posts: number) => string
  noTags: string
  noCategories: string
  noHits: string
  tooLong: string
  empty: Notice & { other: string }
  notFound: Notice
  feed: Notice
  gone: Notice
  tooOften: Notice
  outage: Notice
  failure: Notice
}
