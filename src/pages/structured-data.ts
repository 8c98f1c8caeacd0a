/** What search engines read about a post: schema.org's BlogPosting, and the way to it from home. */

import type { PostHead } from '../shelf/documents.ts'
import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { isoDate } from './dates.ts'
import { nameOnly } from './feeds/feed.ts'

/** JSON-LD. What is undefined is left out when it is written. */
export function describePost(
  site: Site,
  post: PostHead,
  shown: { address: string; lang: string; cover: string | undefined },
) {
  const { address, lang, cover } = shown
  const author = nameOnly(post.author ?? '') || nameOnly(site.author)
  const [category] = post.categories
  const way = [
    { name: site.title, item: site.url + urls.home() },
    ...(category ? [{ name: category.name, item: site.url + urls.category(category.key) }] : []),
    { name: post.title, item: address },
  ]
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': post.kind === 'page' ? 'WebPage' : 'BlogPosting',
        '@id': address,
        url: address,
        headline: post.title,
        description: post.summary || undefined,
        image: cover,
        inLanguage: lang,
        datePublished: isoDate(post.date),
        dateModified: isoDate(Math.max(post.date, post.updated ?? 0)),
        author: { '@type': author ? 'Person' : 'Organization', name: author || site.title },
        keywords: post.tags.map(({ name }) => name).join(', ') || undefined,
      },
      {
        '@type': 'BreadcrumbList',
        itemListElement: way.map((step, i) => ({ '@type': 'ListItem', position: i + 1, ...step })),
      },
    ],
  }
}
