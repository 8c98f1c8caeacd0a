/** What a walk through the bytes of a picture finds. */

/** In pixels, as a reader sees it. */
export interface Size {
  width: number
  height: number
}

/** What a walk through a file finds: the size as shown, and where the picture ends in the file. */
export interface Walked extends Size {
  end: number
  frames: number
  /** Nothing behind it can be seen through it: a promise of its kind, or of its header. */
  opaque?: boolean
}
