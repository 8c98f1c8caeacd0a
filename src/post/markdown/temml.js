/**
 * The part of temml that writes MathML as text, and nothing that a browser's page would need: what the
 * Worker's bundle takes for `temml` (see wrangler.toml). In plain JavaScript, since these modules have no types.
 */

import buildMathML from 'temml/src/buildMathML.js'
import { StyleLevel } from 'temml/src/constants.js'
import parseTree from 'temml/src/parseTree.js'
import Settings from 'temml/src/Settings.js'
import Style from 'temml/src/Style.js'

export default {
  /** Throws temml's ParseError, whatever `throwOnError` says. */
  renderToString(tex, options) {
    const settings = new Settings(options)
    const level = settings.displayMode ? StyleLevel.DISPLAY : StyleLevel.TEXT
    const style = new Style({ level, maxSize: settings.maxSize })
    return buildMathML(parseTree(tex, settings), tex, style, settings).toMarkup()
  },
}
