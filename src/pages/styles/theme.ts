/** Paper, ink and type: every colour in both themes, and the font stacks with real Chinese in them. */

/** One torn edge, 640 by 14, that repeats: the mark of a handmade sheet. */
export const EDGE =
  'M0 14V6l4-3l7 1l10-2l13 3l13-3l11 3l9-3l12 2l5-2l7 3l5-2l10 1l10-1l5 1l10-2l9 0l13 0l11 0l10 2l5 0l10 1l9-1l8 6l10-1l7 0l11 0l10-1l10-4l12 2l12 1l13-1l9 1l11 3l13-3l5 3l4-1l5 0l10 0l5-1l7-3l4 0l12 0l6 1l8-4l9 2l12-2l6 1l9 1l10 2l8-2l11 0l7-1l11 1l12 0l13-2l8 5l13-3l6 0l8-1l8-2l12 2l11 0l7 1l7 2l6-1l9 1l11-3l5 0l9 0l10 3L640 6v8z'

export const theme = `
:root{
color-scheme:light dark;
--desk:light-dark(#e7e1d3,#0e0d0c);
--paper:light-dark(#fcfaf4,#211f1b);
--tint:light-dark(#f3eee2,#2b2823);
--line:light-dark(#ddd5c4,#413c35);
--ink:light-dark(#26231f,#e2dcd0);
--soft:light-dark(#635c50,#a79f91);
--faint:light-dark(#978d78,#7a7265);
--seal:light-dark(#a3331d,#f09078);
--mark:light-dark(#fbe6a6,#5c4a12);
--edge:url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='640' height='14'><path d='${EDGE}'/></svg>");
--latin:"Iowan Old Style","Palatino Linotype","URW Palladio L",P052,"Source Serif 4","Noto Serif",Georgia;
--han:"Songti SC","Noto Serif CJK SC","Noto Serif SC","Source Han Serif SC","Microsoft YaHei";
--gothic:"PingFang SC","Noto Sans CJK SC","Microsoft YaHei";
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","PingFang SC","Noto Sans CJK SC","Microsoft YaHei",monospace;
--measure:34rem;
--gap:clamp(1.25rem,5vw,2.5rem)
}
@font-face{font-family:"Han marks";src:local("Songti SC"),local("STSongti-SC-Regular"),local("Noto Serif CJK SC"),local("NotoSerifCJKsc-Regular"),local("Microsoft YaHei");unicode-range:U+2014,U+2018-2019,U+201C-201D,U+2026}
:where([lang|=zh-Hant],[lang|=zh-TW],[lang|=zh-HK]){--han:"Songti TC","Noto Serif CJK TC","Noto Serif TC","Microsoft JhengHei";--gothic:"PingFang TC","Noto Sans CJK TC","Microsoft JhengHei"}
:where([lang|=ja]){--han:"Hiragino Mincho ProN","Yu Mincho","Noto Serif CJK JP","Noto Serif JP";--gothic:"Hiragino Sans","Noto Sans CJK JP","Yu Gothic"}
:where([lang|=ko]){--han:"Nanum Myeongjo","Noto Serif CJK KR","Noto Serif KR","Malgun Gothic";--gothic:"Apple SD Gothic Neo","Noto Sans CJK KR","Malgun Gothic"}
:where([lang|=ar],[lang|=fa]){--han:"Noto Naskh Arabic",Amiri,"Geeza Pro","Traditional Arabic"}
:where([lang]){--serif:var(--latin),serif,var(--han);--sans:system-ui,-apple-system,"Segoe UI",Roboto,var(--gothic),sans-serif;--lead:1.62;--track:-.012em;font-family:var(--serif);line-height:var(--lead)}
:where([lang|=zh],[lang|=ja],[lang|=ko],[lang|=ar],[lang|=fa]){--serif:var(--latin),var(--han),serif;--lead:1.82;--track:0}
:where([lang|=zh]){--serif:"Han marks",var(--latin),var(--han),serif}
`
