/** Around a post's article: labels, the contents beside it, related posts, the neighbours. */

export const post = `
.labels{list-style:none;display:flex;flex-wrap:wrap;gap:.2em 1.2em;margin:0;padding:0;line-height:1.6}
article>:is(.labels,.facts){margin-top:3rem}
article>.labels+.facts{margin-top:.8rem}
article>.labels a::before{content:"#";color:var(--soft);margin-inline-end:.1em}
.contents{margin:0 0 2.4rem;border-block:1px solid var(--line);padding-block:.55rem}
.contents summary{color:var(--soft)}
.contents ol{list-style:none;margin:.4rem 0 0;padding:0}
.contents li{padding:.18em 0;line-height:1.45}
.contents .sub{padding-inline-start:1.2em}
.related{margin-top:3rem}
.related ul{list-style:none;margin:.3rem 0 0;padding:0}
.related small{color:var(--soft)}
.around{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr));gap:1.2rem 2.5rem;margin-top:4rem}
.around a{border-top:1px solid var(--line);padding-top:.8rem;line-height:1.4;font-weight:700;text-wrap:balance}
.around small{display:block;color:var(--soft);font-weight:400}
.around [rel=next]{text-align:end;grid-column-end:-1}
@media(min-width:72rem){
article{display:grid;grid-template-columns:100% 0}
article>*{grid-column:1}
.contents{grid-area:2/2;margin-inline-start:2.5rem;width:min(15rem,50vw - var(--measure)/2 - 4rem);border:0;padding:0}
.contents::details-content{content-visibility:visible;position:sticky;top:3rem;max-height:calc(100vh - 6rem);overflow:auto;border-inline-start:1px solid var(--line);padding-inline-start:1.1rem}
.contents ol{margin:0}
.contents summary{list-style:none;padding-bottom:.4rem}
}
`
