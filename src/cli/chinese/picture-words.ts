/** What is said of a picture that is not taken, in Chinese beside the words of `images/`. */

import type { Pair } from './pair.ts'

/** What a file is. */
const KINDS: Pair[] = [
  ['a JPEG', ' JPEG'],
  ['a PNG', ' PNG'],
  ['a GIF', ' GIF'],
  ['a WebP', ' WebP'],
  ['an AVIF', ' AVIF'],
  ['an SVG', ' SVG'],
  ['a PDF', ' PDF'],
  ['a ZIP archive', ' ZIP 归档'],
  ['a BMP', ' BMP'],
  ['a TIFF', ' TIFF'],
  ['an ICO', ' ICO'],
  ['a JPEG XL', ' JPEG XL'],
  ['a HEIC: have the camera or a converter write a JPEG', ' HEIC：请让相机或转换工具存成 JPEG'],
  ['a video', '视频'],
  [
    'a Git LFS pointer: "git lfs pull" brings the picture itself',
    ' Git LFS 指针：git lfs pull 会取来图片本身',
  ],
  [
    'SVG, which can carry scripts: export it as PNG or WebP, or set SITE_SVG = "allow"',
    ' SVG，可能带脚本：请导出为 PNG 或 WebP，或设 SITE_SVG = "allow"',
  ],
  ['HTML', ' HTML'],
  ['XML', ' XML'],
  ['none of JPEG, PNG, GIF, WebP and AVIF', '别的东西，不在 JPEG、PNG、GIF、WebP、AVIF 之列'],
]

/** How a file is cut short, and by what it is too large. */
const PARTS: Pair[] = [
  ['{} × {} pixels: at most 50 million are taken', '{0} × {1} 像素：最多收 5000 万像素'],
  ['the file ends too early', '文件结束得太早'],
  ['a segment ends after the file', '有一段超出文件末尾'],
  ['its pixels have no end', '像素没有结束'],
  ['its pixels end after the file', '像素超出文件末尾'],
  ['its chunks end after the file', '数据块超出文件末尾'],
  ['its {} chunk ends after the file', '{0} 数据块超出文件末尾'],
  ['its {} box ends after the file', '{0} 盒超出文件末尾'],
]

/** What ends the sentence "picture.png …". */
const FAULTS: Pair[] = [
  ['is empty', '是空的'],
  ['has more than 20 MiB', '超过 20 MiB'],
  ['is cut short: {*}', '不完整：{0}'],
  ['is {*} cut', '是被截断的{0}'],
  [
    'is {*} with {} bytes of something else after the picture',
    '是{0}，但图片之后还有 {1} 字节别的东西',
  ],
  ['is {*} of {} frames: at most {} are taken', '是{0}，有 {1} 帧：最多收 {2} 帧'],
  ['is {*} without width or height', '是没有宽高的{0}'],
  ['is {*}', '是{0}'],
  ['is {*} of {*}', '是{0}，{1}'],
  ['is an AVIF with something else in or after it', '是 AVIF，但里面或后面还有别的东西'],
  ['is an AVIF without pixels', '是没有像素的 AVIF'],
  ['is an AVIF that names no picture', '是没有指明图片的 AVIF'],
  ['is an AVIF of unknown size', '是大小不明的 AVIF'],
  ['is an AVIF of too many boxes', '是盒太多的 AVIF'],
  ['is an AVIF in too many pieces', '是碎片太多的 AVIF'],
  ['is a broken AVIF: a box has no length', '是损坏的 AVIF：有盒没有长度'],
  ['is a GIF without pixels', '是没有像素的 GIF'],
  ['is a broken GIF: its pixels are not LZW', '是损坏的 GIF：像素不是 LZW'],
  ['is a broken GIF: an unknown block stands in it', '是损坏的 GIF：含有不认识的块'],
  ['is a broken JPEG: pixels before their size', '是损坏的 JPEG：像素在大小之前'],
  ['is a JPEG without pixels', '是没有像素的 JPEG'],
  ['is a broken JPEG: a marker is missing', '是损坏的 JPEG：缺少标记'],
  ['is a broken JPEG: a segment has no length', '是损坏的 JPEG：有一段没有长度'],
  ['is a broken JPEG: a marker stands where none may', '是损坏的 JPEG：标记的位置不对'],
  ['is a JPEG of a kind that browsers cannot show', '是浏览器不能显示的那种 JPEG'],
  ['is a JPEG of no size', '是没有大小的 JPEG'],
  [
    'is a PNG whose signature was damaged, as by a text-mode transfer',
    '是签名损坏的 PNG，像是以文本方式传输过',
  ],
  ['is a PNG of too many chunks', '是数据块太多的 PNG'],
  ['is a PNG with two headers', '是有两个文件头的 PNG'],
  ['is a PNG without pixels (no IDAT chunk)', '是没有像素的 PNG（没有 IDAT 数据块）'],
  ['is a PNG without its palette', '是缺少调色板的 PNG'],
  ['is a PNG that does not begin with its header', '是不以文件头开始的 PNG'],
  [
    'is a PNG of an impossible kind (colour type {}, bit depth {})',
    '是不可能的 PNG（颜色类型 {0}，位深 {1}）',
  ],
  [
    'is a PNG with an unknown compression, filter or interlace method',
    '是 PNG，但压缩、过滤或隔行方式不认识',
  ],
  ['is a PNG with a broken chunk', '是数据块损坏的 PNG'],
  ['is a PNG with an unknown critical chunk, {}', '是 PNG，含有不认识的关键数据块 {0}'],
  [
    'is a damaged PNG: the checksum of its {} chunk is wrong',
    '是损坏的 PNG：{0} 数据块的校验和不对',
  ],
  ['is a WebP without pixels', '是没有像素的 WebP'],
  ['is a broken WebP: its frame has no start code', '是损坏的 WebP：帧没有起始码'],
  ['is a broken WebP: no lossless signature', '是损坏的 WebP：没有无损签名'],
  ['is an SVG of more than 1 MiB', '是超过 1 MiB 的 SVG'],
  ['is an SVG that declares entities: export it without', '是声明了实体的 SVG：请导出不带实体的'],
  ['is an SVG that nests too deep', '是嵌套太深的 SVG'],
  ['is an SVG that does not begin with <svg>', '是不以 <svg> 开始的 SVG'],
  ['is an SVG that draws nothing', '是什么都没画的 SVG'],
  ['is an SVG that is not UTF-8', '是不是 UTF-8 的 SVG'],
  ['is an SVG without a size: give it a viewBox', '是没有大小的 SVG：请加上 viewBox'],
]

export const PICTURE_WORDS: Pair[] = [
  ...KINDS,
  ...PARTS,
  ...FAULTS,
  ...FAULTS.map(([english, chinese]): Pair => [`{} ${english}.`, `{0} ${moveGaps(chinese, 1)}。`]),
  ...FAULTS.map(([english, chinese]): Pair => {
    return [`{}, by its name {*}, ${english}.`, `{0} 看名字应是{1}，其实${moveGaps(chinese, 2)}。`]
  }),
]

/** `{0}` becomes `{1}`, where so many gaps come before. */
function moveGaps(chinese: string, before: number): string {
  return chinese.replace(/\{(\d)\}/g, (_, n) => `{${Number(n) + before}}`)
}
