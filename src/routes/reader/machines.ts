/** Small files that programs ask every site for: robots.txt, security.txt, the icon, the manifest. */

import { writePng } from '../../images/write-png.ts'
import { writeIcon, writeManifest } from '../../pages/feeds/icon.ts'
import { writeRobots, writeSecurity } from '../../pages/feeds/robots.ts'
import { drawIcon, shades } from '../../pages/feeds/touch-icon.ts'
import { urls } from '../../urls.ts'
import type { Answer } from '../respond.ts'
import { file, redirect } from './answers.ts'
import { findElsewhere } from './posts.ts'
import type { Reading } from './reading.ts'

const TEXT = 'text/plain; charset=utf-8'

export const showRobots = (reading: Reading): Promise<Answer> =>
  file(reading, TEXT, writeRobots(reading.site))

export async function showSecurity(reading: Reading): Promise<Answer | null> {
  const { site } = reading
  const contact = site.securityContact
  return contact ? file(reading, TEXT, writeSecurity(site, contact, Date.now())) : null
}

export const showManifest = (reading: Reading): Promise<Answer> =>
  file(reading, 'application/manifest+json', writeManifest(reading.site))

/** `/<key>.txt`, where the setting names that key. */
export async function showIndexnowKey(reading: Reading): Promise<Answer | null> {
  const key = reading.site.indexnowKey
  const asked = key !== null && reading.param('key') === `${key}.txt`
  return asked ? file(reading, TEXT, key) : findElsewhere(reading)
}

/** Nothing but a new deploy changes the icon. */
export async function showIcon(reading: Reading): Promise<Answer> {
  return keptForADay(await file(reading, 'image/svg+xml', writeIcon(reading.site)))
}

/** The same for home screens that take no SVG. Drawing it takes a millisecond or two. */
export async function showTouchIcon(reading: Reading): Promise<Answer> {
  const png = await writePng(drawIcon(reading.site.title), shades)
  return keptForADay(await file(reading, 'image/png', png))
}

const keptForADay = (answer: Answer): Answer => {
  return { ...answer, headers: { ...answer.headers, 'Cache-Control': 'public, max-age=86400' } }
}

/** Browsers that ask for it take an SVG as well. */
export const showFavicon = async (reading: Reading): Promise<Answer> =>
  redirect(reading, urls.icon())
