/** Every path of the site, as a function. Paths are absolute, percent-encoded and without a host. */

/** The widths that pictures come in beside their own, in pixels. No other is made, so nobody can fill the bucket. */
export const WIDTHS: readonly number[] = [320, 480, 720, 1080, 1440, 2160]

const segment = (text: string): string => encodeURIComponent(text)

export type FeedFormat = 'rss' | 'atom' | 'json'

const FEED_NAMES = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' }

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
  /** A post that may not be public; without a signature in the query there is nothing. */
  preview: (slug: string, query: string) => `/preview/${segment(slug)}?${query}`,
  /** A feed of all posts, or of the tag or category whose path is given. */
  feed: (format: FeedFormat, of = '') => `${of}/${FEED_NAMES[format]}`,
  /** A post or page as Markdown, from its path. */
  markdown: (path: string) => `${path}.md`,
  sitemap: () => '/sitemap.xml',
  /** Part `n` of the posts, counted from the oldest; without it the other pages. */
  sitemapPart: (n?: number) => `/sitemaps/${n ?? 'pages'}.xml`,
  robots: () => '/robots.txt',
  security: () => '/.well-known/security.txt',
  icon: () => '/favicon.svg',
  /** The icon for a phone's home screen, at the address that phones try. */
  touchIcon: () => '/apple-touch-icon.png',
  manifest: () => '/manifest.webmanifest',
  /** Which links a browser may open ahead of a click. */
  speculation: () => '/speculation.json',
  /** What proves to search engines that a key of IndexNow is the site's. */
  indexnowKey: (key: string) => `/${key}.txt`,
  llms: () => '/llms.txt',
  /** All posts as one text; in parts counted from the oldest. */
  llmsFull: (n?: number) => (n ? `/llms-full/${n}.txt` : '/llms-full.txt'),
  api: {
    posts: () => '/api/posts',
    post: (slug: string) => `/api/posts/${segment(slug)}`,
    revisions: (slug: string) => `/api/posts/${segment(slug)}/revisions`,
    preview: (slug: string) => `/api/posts/${segment(slug)}/preview`,
    restore: (slug: string) => `/api/posts/${segment(slug)}/restore`,
    images: () => '/api/images',
    image: (key: string) => `/api/images/${segment(key)}`,
    tokens: () => '/api/tokens',
    token: (id: string) => `/api/tokens/${segment(id)}`,
    rotate: (id: string) => `/api/tokens/${segment(id)}/rotate`,
    log: () => '/api/log',
    /** Of the blog as it is, or a nightly copy by its id, or `latest`. */
    export: (copy?: string) => `/api/export${copy ? `?copy=${segment(copy)}` : ''}`,
    import: () => '/api/import',
    rebuild: () => '/api/rebuild',
    shelf: () => '/api/shelf',
    status: () => '/api/status',
    openapi: () => '/api/openapi.json',
  },
}

/** First segments that belong to the site itself: a page (`layout: page`) may not take them as its slug. */
export const RESERVED: ReadonlySet<string> = new Set([
  'api',
  'archive',
  'atom',
  'atom.xml',
  'categories',
  'favicon.ico',
  'feed',
  'feed.json',
  'feed.xml',
  'images',
  'index.xml',
  'llms-full',
  'page',
  'posts',
  'robots.txt',
  'rss',
  'search',
  'sitemap.xml',
  'sitemaps',
  'tags',
])
