/** The old site: its files by path, wherever they are. */

export interface Site {
  /** By path from its top, with `/` between the segments, sorted. */
  paths: string[]
  /** Throws when the file cannot be read, or is not what the archive says it is. */
  read(path: string): Uint8Array
  /** Symbolic links, which are not followed. */
  links: string[]
  close(): void
}

/** The part of a site below a folder, whose name ends with a slash. */
export const within = (site: Site, folder: string): Site => ({
  ...site,
  paths: site.paths
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length)),
  read: (path) => site.read(folder + path),
})
