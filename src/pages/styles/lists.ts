/** Lists of posts, where the date hangs in the margin if there is one; and pages that say one thing. */

export const lists = `
.entries,.lines,.counts{list-style:none;margin-block:0;padding-block:0}
.entries li+li{margin-top:2.6rem}
.entries time,.lines time{color:var(--soft)}
.entries h2{font-size:1.45em;margin:.1em 0 .3em}
.entries p{margin:0;color:var(--soft);line-height:1.6;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
.entries p:lang(zh),.entries p:lang(ja){line-height:1.75}
.entries li{scroll-margin-top:2rem}
.entries li:has(.cover){position:relative;min-height:7rem;padding-inline-end:10.6rem}
.cover{position:absolute;inset-block-start:.4rem;inset-inline-end:0;width:9rem;height:6.75rem;object-fit:cover;border-radius:2px;outline:1px solid light-dark(#0001,#fff1);outline-offset:-1px;background:var(--tint)}
.lines li{display:grid;grid-template-columns:7em 1fr;align-items:baseline;padding:.32em 0}
.day li{grid-template-columns:4.6em 1fr}
.lines a{line-height:1.45;text-wrap:balance}
.year{margin-top:2.6rem}
.year .lines{padding-inline:0}
.year h2{font-size:1.45em;margin-block:0 .4em;font-variant-numeric:lining-nums;color:var(--seal)}
.year p{margin-block:.4em 0}
.lines a{justify-self:start}
.counts{columns:8.5rem;column-gap:2rem}
.counts li{display:flex;justify-content:space-between;align-items:baseline;gap:.8em;padding-block:.3em;line-height:1.45;border-bottom:1px solid var(--line);break-inside:avoid}
.counts small{color:var(--soft)}
.kicker{font-variant-caps:all-small-caps}
.lede{font-size:1.45em;line-height:1.4;color:var(--soft);margin-block:0 3.4rem;text-wrap:balance}
.search{display:flex;gap:.6rem}
.search :is(input,button){font:inherit;color:inherit;background:var(--tint);border:1px solid var(--soft);border-radius:2px;padding:.3em .7em;min-width:0}
.search input{flex:1}
.search button{cursor:pointer}
@media(prefers-color-scheme:dark){.cover{filter:brightness(.86)}}
@media(max-width:40em){.entries li:has(.cover){min-height:5.6rem;padding-inline-end:6.2rem}.cover{width:5rem;height:5rem}}
.pager{display:flex;flex-wrap:wrap;gap:.4em 1.8em;margin-top:3.4rem}
.notice h1{margin-top:0}
.notice pre{white-space:pre-wrap}
.notice p a{margin-inline-end:1.2em}
.status{position:relative;font-size:clamp(5rem,22vw,11rem);line-height:1;text-box:trim-both cap alphabetic;letter-spacing:-.04em;margin:0 auto 3rem;color:light-dark(#978d78,#7a7265);font-variant-numeric:lining-nums}
.status::before{content:"";position:absolute;inset:auto 0 -.03em;height:.2em;background:var(--paper);mask:var(--edge) 12%/auto 100%}
@media(min-width:64em){
.entries li{position:relative}
.entries time{position:absolute;inset-inline-end:calc(100% + 2rem);white-space:nowrap;top:.62em}
.year{position:relative}
.year h2{position:absolute;inset-inline-end:calc(50% + var(--measure)/2 + 2rem);margin:0}
.sheet>.year{max-width:none}
.year>*{max-width:var(--measure);margin-inline:auto}
}
`
