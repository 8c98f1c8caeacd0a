/** Paper, ink and type: every colour in both themes, and the font stacks with real Chinese in them. */

/** A torn edge, 223 by 14, the mark of a handmade sheet. Two of them in two widths, one cut by the other, hardly repeat. */
export const EDGE =
  'M0 14V6l7-3 9 1 12-2 10 3 14-3 8 2 11-1 6 3 12-4 17 1 9-1 12 2 7-1 10 4 9-3 13-2 20 1 8-1 11 3 6-2 12 3v8z'

export const theme = `
:root{
color-scheme:light dark;
--desk:light-dark(#e7e1d3,#0e0d0c);
--paper:light-dark(#fcfaf4,#211f1b);
--tint:light-dark(#f3eee2,#2b2823);
--line:light-dark(#ddd5c4,#413c35);
--ink:light-dark(#26231f,#e2dcd0);
--soft:light-dark(#635c50,#a79f91);
--seal:light-dark(#a3331d,#f09078);
--mark:light-dark(#fbe6a6,#5c4a12);
--edge:url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='223' height='14'><path d='${EDGE}'/></svg>");
--latin:"Iowan Old Style","Palatino Linotype","URW Palladio L",P052,"Source Serif 4","Noto Serif",Georgia;
--han:"Songti SC","Noto Serif CJK SC","Noto Serif SC","Source Han Serif SC","Microsoft YaHei";
--gothic:"PingFang SC","Noto Sans CJK SC","Microsoft YaHei";
--mono:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",var(--gothic),monospace;
--gap:clamp(1.25rem,5vw,2.5rem)
}
@font-face{font-family:"Han marks";src:local("STSongti-SC-Regular"),local("NotoSerifCJKsc-Regular"),local("Microsoft YaHei");unicode-range:U+2014,U+2018-2019,U+201C-201D,U+2026}
:where([lang|=zh-Hant],[lang|=zh-TW],[lang|=zh-HK]){--han:"Songti TC","Noto Serif CJK TC","Noto Serif TC","Microsoft JhengHei";--gothic:"PingFang TC","Noto Sans CJK TC","Microsoft JhengHei"}
:where([lang|=ja]){--han:"Hiragino Mincho ProN","Yu Mincho","Noto Serif CJK JP","Noto Serif JP";--gothic:"Hiragino Sans","Noto Sans CJK JP","Yu Gothic"}
:where([lang|=ko]){--han:"Nanum Myeongjo","Noto Serif CJK KR","Noto Serif KR","Malgun Gothic";--gothic:"Apple SD Gothic Neo","Noto Sans CJK KR","Malgun Gothic"}
:where([lang]){--serif:var(--latin),serif,var(--han);--sans:system-ui,-apple-system,"Segoe UI",Roboto,var(--gothic),sans-serif;--measure:31rem;--lead:1.62;--track:-.012em;font-family:var(--serif);font-size-adjust:.5;line-height:var(--lead)}
:where([lang|=zh],[lang|=ja],[lang|=ko],[lang|=ar],[lang|=fa]){--serif:var(--latin),var(--han),serif;--measure:34rem;--lead:1.82;--track:0;font-size-adjust:none}
:where([lang|=ar],[lang|=fa]){--han:"Noto Naskh Arabic",Amiri,"Geeza Pro","Traditional Arabic";--measure:31rem}
:where([lang|=zh]){--serif:"Han marks",var(--latin),var(--han),serif}
`
