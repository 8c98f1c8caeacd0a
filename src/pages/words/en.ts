/** The site's words in English. */

import { group } from './group.ts'
import type { Words } from './vocabulary.ts'

export const en: Words = {
  skip: 'Skip to the text',
  site: 'Site',
  home: 'Home',
  archive: 'Archive',
  search: 'Search',
  tags: 'Tags',
  categories: 'Categories',
  tag: 'Tag',
  category: 'Category',
  year: 'Year',
  contents: 'Contents',
  text: 'Text',
  updated: 'Updated',
  licence: 'Licence',
  source: 'Read as Markdown',
  copy: 'Copy',
  copied: 'Copied',
  older: 'Older',
  newer: 'Newer',
  olderPosts: 'Older posts',
  newerPosts: 'Newer posts',
  around: 'Neighbouring posts',
  related: 'Related posts',
  posts: (n) => (n === 1 ? '1 post' : `${group(n)} posts`),
  page: (n) => `Page ${n}`,
  minutes: (n) => `${n} min read`,
  wholeYear: (posts) => `All ${group(posts)} posts of the year`,
  noTags: 'No post has a tag yet.',
  noCategories: 'No post has a category yet.',
  noHits: 'No post has all of that in its title, its tags or its text.',
  tooLong: 'A search takes at most 100 characters.',
  empty: {
    title: 'A blank sheet',
    text: 'Nothing is published here yet. This pushes the first post:',
    other: 'Or put Markdown files into content/ and run the blog with this; it pushes them all:',
  },
  notFound: {
    title: 'No such page',
    text: 'Nothing stands at this address, and nothing has moved away from it.',
  },
  feed: {
    title: 'Feed',
    text: 'This address is for a feed reader: give it to one, and new posts come to you.',
  },
  gone: { title: 'Gone', text: 'There was a post here. Its author took it down.' },
  tooOften: {
    title: 'One moment',
    text: 'Those were many searches in a short time. Please wait a minute.',
  },
  outage: {
    title: 'Back in a moment',
    text: 'The storage that holds this page cannot be reached just now. Please try again shortly.',
  },
  failure: {
    title: 'That went wrong',
    text: 'This page could not be made. The fault is on our side, and it has been noted.',
  },
}
