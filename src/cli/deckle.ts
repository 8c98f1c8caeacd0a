/** `deckle`: the author's command. This file sees to it that Node is new enough for the rest to load. */

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 22) {
  console.error(`deckle needs Node 22 or newer; this is ${process.versions.node}.`)
  process.exitCode = 2
} else {
  const { main } = await import('./main.ts')
  process.exitCode = await main(process.argv.slice(2))
}

export {}
