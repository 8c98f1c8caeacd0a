/** The site's settings, read and checked once from the Worker's `vars`. */

export interface Site {
  /** Origin without a trailing slash. Canonical addresses come from here only, never from `Host`. */
  url: string
  title: string
  description: string
  /** BCP 47 language tag. */
  language: string
  /** IANA time zone, as it was set: see `checkTimezone`. */
  timezone: string
  author: string
  /** Links of the site's navigation beside home, archive and tags. */
  nav: { label: string; href: string }[]
  /** May the crawlers of AI companies read the site? */
  aiCrawlers: boolean
  /** Are drawings (SVG) taken, which can carry scripts? */
  svg: boolean
  /** Is a card drawn of the title of a post without a picture? */
  cards: boolean
  /** Is a copy of the ledger put into the bucket each night? */
  backup: boolean
  /** Where to report a weakness: a `mailto:` or `https:` address, or null. */
  securityContact: string | null
  /** The licence that posts are under, or null. */
  licence: { label: string; href: string } | null
  /** The WebSub hub that is told of changed feeds, or null. */
  websubHub: string | null
  /** With which IndexNow's search engines are told of changed pages, or null. */
  indexnowKey: string | null
  /** The GitHub repository whose workflows may write without a stored token, by its number, or null. */
  workflows: { repositoryId: string; ref: string } | null
  /** Milliseconds after which a change in KV is seen everywhere; what was put is looked at again then. */
  kvWindow: number
  /** Milliseconds after which a picture that no post shows is removed. */
  imageGrace: number
}

/** A setting that is wrong: names the variable and says what it takes. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
}

const DEFAULTS = {
  SITE_URL: 'http://localhost:8787',
  SITE_TITLE: 'Deckle',
  SITE_DESCRIPTION: '',
  SITE_LANGUAGE: 'en',
  SITE_TIMEZONE: 'UTC',
  SITE_AUTHOR: '',
  SITE_NAV: '',
  SITE_AI_CRAWLERS: 'allow',
  SITE_SVG: 'deny',
  SITE_CARDS: 'allow',
  SITE_BACKUP: 'off',
  SITE_SECURITY_CONTACT: '',
  SITE_LICENCE: '',
  SITE_WEBSUB_HUB: '',
  SITE_INDEXNOW_KEY: '',
  OIDC_REPOSITORY_ID: '',
  OIDC_REF: 'refs/heads/main',
  KV_WINDOW: '65',
  IMAGE_GRACE: '86400',
}

export type SiteVars = Partial<Record<keyof typeof DEFAULTS, string>>

/** Reads the settings. Throws a SettingError that names the variable. */
export function readSite(vars: SiteVars): Site {
  refuseUnknown(Object.keys(vars))
  const value = (name: keyof typeof DEFAULTS) => vars[name]?.trim() || DEFAULTS[name]
  return {
    url: origin(value('SITE_URL')),
    title: value('SITE_TITLE'),
    description: value('SITE_DESCRIPTION'),
    language: language(value('SITE_LANGUAGE')),
    timezone: value('SITE_TIMEZONE'),
    author: value('SITE_AUTHOR'),
    nav: value('SITE_NAV')
      .split(',')
      .filter(Boolean)
      .map((text) => link('SITE_NAV', text)),
    aiCrawlers: allowed('SITE_AI_CRAWLERS', value('SITE_AI_CRAWLERS')),
    svg: allowed('SITE_SVG', value('SITE_SVG')),
    cards: allowed('SITE_CARDS', value('SITE_CARDS')),
    backup: nightly('SITE_BACKUP', value('SITE_BACKUP')),
    securityContact: contact(value('SITE_SECURITY_CONTACT')),
    licence: value('SITE_LICENCE') ? link('SITE_LICENCE', value('SITE_LICENCE')) : null,
    websubHub: hub(value('SITE_WEBSUB_HUB')),
    indexnowKey: indexnowKey(value('SITE_INDEXNOW_KEY')),
    workflows: workflows(value('OIDC_REPOSITORY_ID'), value('OIDC_REF')),
    kvWindow: seconds('KV_WINDOW', value('KV_WINDOW'), 3_600) * 1000,
    imageGrace: seconds('IMAGE_GRACE', value('IMAGE_GRACE'), 31_536_000) * 1000,
  }
}

/** A setting that is misspelt would be ignored without a word. */
function refuseUnknown(names: string[]): void {
  const unknown = names.find((name) => name.startsWith('SITE_') && !(name in DEFAULTS))
  if (unknown === undefined) return
  const known = Object.keys(DEFAULTS).filter((name) => name.startsWith('SITE_'))
  throw new SettingError(`There is no setting ${unknown}. There are: ${known.join(', ')}.`)
}

function origin(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    throw new SettingError(`SITE_URL must be an origin such as https://example.com, not "${text}".`)
  }
  return url.origin
}

function language(text: string): string {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? text
  } catch (cause) {
    const hint = 'SITE_LANGUAGE must be a language tag such as en or zh-Hans'
    throw new SettingError(`${hint}, not "${text}".`, { cause })
  }
}

/**
 * Checks the one setting that is costly to check: the reader's half never asks for the time zone.
 * Throws a SettingError.
 */
export function checkTimezone({ timezone }: Site): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone })
  } catch (cause) {
    const hint = 'SITE_TIMEZONE must be an IANA time zone such as Asia/Shanghai'
    throw new SettingError(`${hint}, not "${timezone}".`, { cause })
  }
}

function link(name: string, text: string): { label: string; href: string } {
  const [label, href] = text.split('=').map((part) => part.trim())
  if (!label || !href || !/^(\/(?!\/)|https?:\/\/)/.test(href)) {
    throw new SettingError(`${name} takes "Label=/path" or "Label=https://…", not "${text}".`)
  }
  return { label, href }
}

function allowed(name: string, text: string): boolean {
  if (text === 'allow' || text === 'deny') return text === 'allow'
  throw new SettingError(`${name} takes allow or deny, not "${text}".`)
}

function nightly(name: string, text: string): boolean {
  if (text === 'nightly' || text === 'off') return text === 'nightly'
  throw new SettingError(`${name} takes nightly or off, not "${text}".`)
}

function contact(text: string): string | null {
  if (text === '') return null
  const url = URL.parse(text)
  if (url && /^(https|mailto):$/.test(url.protocol)) return url.href
  throw new SettingError(
    `SITE_SECURITY_CONTACT takes mailto:you@example.com or an https address, not "${text}".`,
  )
}

function hub(text: string): string | null {
  if (text === '') return null
  const url = URL.parse(text)
  if (url?.protocol === 'https:') return url.href
  throw new SettingError(`SITE_WEBSUB_HUB takes the https address of a hub, not "${text}".`)
}

function indexnowKey(text: string): string | null {
  if (text === '' || /^[A-Za-z0-9-]{8,128}$/.test(text)) return text || null
  throw new SettingError(
    `SITE_INDEXNOW_KEY takes 8 to 128 letters, digits and hyphens, not "${text}".`,
  )
}

function workflows(repositoryId: string, ref: string): Site['workflows'] {
  if (repositoryId === '') return null
  if (!/^\d{1,20}$/.test(repositoryId)) {
    const how = 'the number of a repository, as `gh api repos/{owner}/{repo} --jq .id` tells it'
    throw new SettingError(`OIDC_REPOSITORY_ID takes ${how}, not "${repositoryId}".`)
  }
  if (!/^refs\/(heads|tags)\/\S+$/.test(ref)) {
    throw new SettingError(`OIDC_REF takes a full ref such as refs/heads/main, not "${ref}".`)
  }
  return { repositoryId, ref }
}

function seconds(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!(value > 0 && value <= most)) {
    throw new SettingError(`${name} takes a number of seconds up to ${most}, not "${text}".`)
  }
  return value
}
