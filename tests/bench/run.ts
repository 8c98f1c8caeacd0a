/** `npm run bench`: what Deckle costs, as ratios to Workers that do nothing but the same I/O, in one run. */

import { rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { buildBundle } from '../build.ts'
import { measureCold } from './cold.ts'
import { measureGrowth } from './growth.ts'
import { measurePictures } from './pictures.ts'
import { measurePublish } from './publish.ts'
import { measurePush } from './push.ts'
import { measureReading } from './reading.ts'
import { measureRendering } from './rendering.ts'
import { measureScale } from './scale.ts'
import { measureSearch } from './search.ts'
import { openStage, type Stage } from './stage.ts'
import { measureBundle } from './startup.ts'

console.log(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model}\n`)
const [, , what = ''] = process.argv
const measures = {
  reading: () => onStage(measureReading),
  scale: () => onStage(measureScale),
  rendering: measureRendering,
  search: measureSearch,
  push: measurePush,
  pictures: measurePictures,
  growth: measureGrowth,
}
await (measures[what as keyof typeof measures] ?? measureBlog)()

async function measureBlog(): Promise<void> {
  await onStage(async (stage, bundle) => {
    await measureBundle(bundle)
    await measureRendering()
    await measureReading(stage)
    await measureScale(stage)
    await measurePublish(stage)
    await measureCold(stage)
  })
}

async function onStage(measure: (stage: Stage, bundle: string) => Promise<void>): Promise<void> {
  const bundle = await buildBundle()
  try {
    const stage = await openStage(bundle)
    try {
      await measure(stage, bundle)
    } finally {
      await stage.close()
    }
  } finally {
    await rm(bundle, { recursive: true, force: true })
  }
}
