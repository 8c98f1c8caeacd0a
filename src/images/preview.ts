/** What a reader sees of a photograph until it comes: itself, in twenty pixels. */

const WIDTH = 20
const QUALITY = 40
/** Bytes of the largest picture of which one is made: it is held once more meanwhile. */
const MOST = 8 * 1024 * 1024

/** A WebP in base64, some 200 characters; null where there is none: what is not a JPEG may be transparent. */
export async function makePreview(
  images: ImagesBinding,
  bytes: Uint8Array,
  type: string,
): Promise<string | null> {
  if (type !== 'image/jpeg' || bytes.length > MOST) return null
  try {
    const body = new Response(bytes as Uint8Array<ArrayBuffer>).body as ReadableStream<Uint8Array>
    const made = await images
      .input(body)
      .transform({ width: WIDTH, fit: 'scale-down' })
      .output({ format: 'image/webp', quality: QUALITY })
    return new Uint8Array(await made.response().arrayBuffer()).toBase64()
  } catch (error) {
    console.error('no preview:', error instanceof Error ? error.message : String(error))
    return null
  }
}
