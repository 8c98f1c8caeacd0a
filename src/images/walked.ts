/** What a walk through the bytes of a picture finds. */

/** In pixels, as a reader sees it. */
export interface Size {
  width: number
  height: number
}

export interface Nature {
  /** More than one: it moves. */
  frames: number
  /** Nothing behind it can be seen through it: a promise of its kind, or of its header. */
  opaque: boolean
  /** It says that it is to be turned, and is shown as its pixels lie. */
  turned: boolean
}

/** The size as shown, and where the picture ends in the file. */
export interface Walked extends Size, Partial<Nature> {
  end: number
  frames: number
}
