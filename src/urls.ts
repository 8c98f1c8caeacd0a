/** Every path of the site, as a function. Paths are absolute, percent-encoded and without a host. */

const segment = (text: string): string => encodeURIComponent(text)

export const urls = {
  home: () => '/',
  /** Page `n` of all posts, counted from the oldest, so that the address of a post list never shifts. */
  page: (n: number) => `/page/${n}`,
  post: (slug: string) => `/posts/${segment(slug)}`,
  /** A post with `layout: page`, such as `/about`. */
  standalone: (slug: string) => `/${segment(slug)}`,
  tags: () => '/tags',
  tag: (key: string, n?: number) => `/tags/${segment(key)}${n ? `/${n}` : ''}`,
  categories: () => '/categories',
  category: (key: string, n?: number) => `/categories/${segment(key)}${n ? `/${n}` : ''}`,
  archive: () => '/archive',
  year: (year: number, n?: number) => `/archive/${year}${n ? `/${n}` : ''}`,
  /** The search form, or what it finds; `page` counts from 1. */
  search: (query?: string, page = 1) =>
    query ? `/search?q=${segment(query)}${page > 1 ? `&page=${page}` : ''}` : '/search',
  image: (key: string) => `/images/${segment(key)}`,
  api: {
    posts: () => '/api/posts',
    post: (slug: string) => `/api/posts/${segment(slug)}`,
    revisions: (slug: string) => `/api/posts/${segment(slug)}/revisions`,
    restore: (slug: string) => `/api/posts/${segment(slug)}/restore`,
    images: () => '/api/images',
    image: (key: string) => `/api/images/${segment(key)}`,
    rebuild: () => '/api/rebuild',
    status: () => '/api/status',
    openapi: () => '/api/openapi.json',
  },
}

/** First segments that belong to the site itself: a page (`layout: page`) may not take them as its slug. */
export const RESERVED: ReadonlySet<string> = new Set([
  'api',
  'archive',
  'atom.xml',
  'categories',
  'favicon.ico',
  'feed',
  'feed.json',
  'feed.xml',
  'images',
  'index.xml',
  'page',
  'posts',
  'robots.txt',
  'rss',
  'search',
  'sitemap.xml',
  'tags',
])
