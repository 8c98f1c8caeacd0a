/**
 * The page: masthead on the desk, the sheet with its torn edges, the post's frame, the foot. The lower edge belongs to
 * the foot and the mark has its line's height, so that nothing moves while a page arrives in parts.
 */

export const page = `
*,::before,::after{box-sizing:border-box}
html{font-size:clamp(1.0625rem,.94rem + .36vw,1.625rem);background:var(--desk);color:var(--ink);text-size-adjust:100%;-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;min-height:100vh;min-height:100svh;display:flex;flex-direction:column;text-autospace:normal;text-spacing-trim:trim-start;line-break:strict;overflow-wrap:break-word;hanging-punctuation:first allow-end last;font-kerning:normal;font-variant-numeric:oldstyle-nums}
body:lang(zh),body:lang(ja),body:lang(ko){font-variant-numeric:normal}
h1,h2,h3,h4,h5,h6{line-height:1.25;text-wrap:balance;font-weight:700}
:is(h1,h2,h3,h4,h5,h6):is(:lang(zh),:lang(ja)){line-height:1.4}
a{color:inherit;text-decoration:underline;text-decoration-color:var(--seal);text-decoration-thickness:1px;text-underline-offset:.22em;text-decoration-skip-ink:auto}
a:hover{color:var(--seal);text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--seal);outline-offset:3px;border-radius:2px}
::selection{background:var(--mark)}
small,.facts,.labels,.kicker,.masthead nav,.foot,.contents,.pager,.entries time,.lines time,.skip{font-family:var(--sans);font-size:.8rem;line-height:1.6;font-variant-numeric:tabular-nums}
.hidden,.sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;inset-inline-start:-99rem;z-index:1;padding:.5em 1em;background:var(--paper)}
.skip:focus{inset-inline-start:var(--gap);top:.5rem}
.masthead,.foot{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.4rem 2rem;padding:1.4rem var(--gap)}
.masthead,.foot,.sheet>*{width:100%;max-width:calc(var(--measure) + 2*var(--gap));margin-inline:auto}
.masthead a,.foot a,.title a,.entries h2 a,.lines a,.year h2 a,.around a,.related a,.contents a{text-decoration-color:transparent}
.masthead a:hover,.foot a:hover,.title a:hover,.entries h2 a:hover,.lines a:hover,.year h2 a:hover,.around a:hover,.related a:hover,.contents a:hover{text-decoration-color:var(--seal)}
.brand{font-size:1.15rem;font-weight:700;display:flex;align-items:baseline;min-height:1lh;gap:.55em}
.brand svg{width:.72em;height:.9em;fill:var(--seal);flex:none;align-self:center}
.masthead nav{display:flex;flex-wrap:wrap;gap:.2rem clamp(.9rem,4vw,1.4rem)}
nav a[aria-current]{text-decoration-color:var(--seal)}
.foot{position:relative;max-width:none;padding-inline:max(var(--gap),50% - var(--measure)/2);margin-top:auto;color:var(--soft)}
.foot p{margin:0;display:flex;flex-wrap:wrap;gap:0 1.4em}
:is(.masthead nav,.foot) [lang]{font:inherit}
.sheet{position:relative;flex:1;background:var(--paper);margin:14px 0;padding:clamp(2rem,5vw,4.5rem) 0 clamp(2.5rem,6vw,5rem)}
.sheet::before,.foot::before{content:"";position:absolute;max-width:none;inset:-13px 0 auto;height:14px;background:var(--paper);mask:var(--edge) 50%}
.foot::before{inset:-15px 0 auto;rotate:180deg}
.sheet>*{padding-inline:var(--gap)}
.title{margin-bottom:2.4rem}
h1{font-size:clamp(1.75rem,1.3rem + 2.2vw,2.5em);letter-spacing:var(--track);margin:.2em 0 .4em}
.facts,.kicker{color:var(--soft);margin:0}
.facts>span{display:inline-block}
.facts>span:not(:last-child)::after{content:"\\b7";margin-inline:.6em}
.labels{list-style:none;display:flex;flex-wrap:wrap;gap:.2em 1.2em;margin:0;padding:0}
.title .labels a,.kicker a{color:var(--seal)}
article>:is(.labels,.facts){margin-top:3rem}
article>.labels+.facts{margin-top:.8rem}
article>.labels a::before{content:"#";color:var(--soft);margin-inline-end:.1em}
.contents{margin:0 0 2.4rem;border-block:1px solid var(--line);padding-block:.55rem}
.contents summary{color:var(--soft);cursor:pointer}
.contents ol{list-style:none;margin:.4rem 0 0;padding:0}
.contents li{padding:.18em 0;line-height:1.45}
.contents .sub{padding-inline-start:1.2em}
.related{margin-top:3rem}
.related ul{list-style:none;margin:.3rem 0 0;padding:0}
.related small{color:var(--soft)}
.around{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr));gap:1.2rem 2.5rem;margin-top:4rem}
.around a{border-top:1px solid var(--line);padding-top:.8rem;line-height:1.4;font-weight:700}
.around small{display:block;color:var(--soft);font-weight:400}
.around [rel=next]{text-align:end;grid-column-end:-1}
.notice h1{margin-top:0}
.notice pre{white-space:pre-wrap}
.status{font-size:clamp(5rem,22vw,11rem);line-height:1;letter-spacing:-.04em;margin:0 auto;color:var(--faint);font-variant-numeric:lining-nums}
.notice p a{margin-inline-end:1.2em}
@media(min-width:72rem){
.contents{position:absolute;inset-inline-start:calc(50% + var(--measure)/2 + 2.5rem);width:min(15rem,50vw - var(--measure)/2 - 4rem);height:calc(100% - 8rem);border:0;padding:0;pointer-events:none}
.contents::details-content{content-visibility:visible;position:sticky;top:3rem;max-height:calc(100vh - 6rem);overflow:auto;border-inline-start:1px solid var(--line);padding-inline-start:1.1rem;pointer-events:auto}
.contents ol{margin:0}
.contents summary{pointer-events:auto;list-style:none;padding-bottom:.4rem}
}
@media(forced-colors:active){hr,.brand svg{forced-color-adjust:none}}
@media(prefers-reduced-motion:no-preference){
@view-transition{navigation:auto}
::view-transition-group(root){animation-duration:.16s}
html{scroll-behavior:smooth}
a{transition:color .15s,text-decoration-color .15s}
}
`
