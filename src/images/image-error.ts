/** Why a file is not taken as a picture. */

export class ImageError extends Error {
  override readonly name = 'ImageError'
  /** `bad`: broken or dishonest. `unsupported`: whole, but not a kind that is taken. `large`: beyond a limit. */
  readonly code: 'bad' | 'unsupported' | 'large'

  /** The message ends the sentence "picture.png …", as in "is HTML, not a picture". */
  constructor(code: 'bad' | 'unsupported' | 'large', message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** A picture that is broken or dishonest. */
export const bad = (message: string): ImageError => new ImageError('bad', message)

/** A file that stops in the middle. */
export const cutShort = (what: string): ImageError => new ImageError('bad', `is cut short: ${what}`)

/** Reading beyond the end of a file throws a RangeError: the file is cut short. */
export function reading<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) throw cutShort('the file ends too early')
    throw error
  }
}
