/**
 * The page: masthead on the desk, the sheet with its torn edges, the foot. The lower edge belongs to the foot and the
 * mark has its line's height, so that nothing moves while a page arrives in parts.
 */

export const page = `
*,::before,::after{box-sizing:border-box}
html{font-size:clamp(1.0625rem,.94rem + .36vw,1.875rem);background:var(--desk);color:var(--ink);-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;min-height:100vh;min-height:100svh;display:flex;flex-direction:column;text-autospace:normal;text-spacing-trim:trim-start;line-break:strict;overflow-wrap:break-word;hanging-punctuation:first allow-end last;font-kerning:normal;font-variant-numeric:oldstyle-nums;font-synthesis-small-caps:none}
body:lang(zh),body:lang(ja),body:lang(ko){font-variant-numeric:normal}
p,li{text-wrap:pretty}
h1,h2,h3,h4,h5,h6{line-height:1.25;text-wrap:balance}
:is(h1,h2,h3,h4,h5,h6):is(:lang(zh),:lang(ja)){line-height:1.4;word-break:keep-all;overflow-wrap:anywhere}
:is(h1,h2,h3,h4,h5,h6):lang(ja){word-break:auto-phrase}
a{color:inherit;text-decoration-color:var(--seal);text-decoration-thickness:1px;text-underline-offset:.22em}
a:hover{color:var(--seal);text-decoration-thickness:2px}
:where(.masthead,.foot,.title,.labels,.entries h2,.lines,.year h2,.counts,.around,.related,.contents) a:not(:hover){text-decoration-color:transparent}
nav a[aria-current]{text-decoration-color:var(--seal)}
:focus-visible{outline:2px solid var(--seal);outline-offset:3px;border-radius:2px}
::selection{background:var(--mark)}
small,.facts,.masthead nav,.foot,.contents,.pager,ol time,.skip{font-family:var(--sans);font-size:.8rem;line-height:1.6;font-size-adjust:none;font-variant-numeric:tabular-nums}
.hidden,.sr-only,.skip{position:absolute;inset-inline-start:-99rem;white-space:nowrap}
.skip{z-index:1;padding:.5em 1em;background:var(--paper)}
.skip:focus{inset-inline-start:var(--gap);top:.5rem}
.masthead,.foot{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.4rem 2rem;padding:1.4rem var(--gap)}
.masthead,.foot,.sheet>*{width:100%;max-width:calc(var(--measure) + 2*var(--gap));margin-inline:auto}
.brand{font-size:1.15rem;font-weight:700;display:flex;align-items:baseline;min-height:1lh;gap:.55em}
.brand svg{width:.72em;height:.9em;fill:var(--seal);flex:none;align-self:center}
.masthead nav{display:flex;flex-wrap:wrap;gap:.2rem clamp(.9rem,4vw,1.4rem)}
.foot{position:relative;max-width:none;padding-inline:max(var(--gap),50% - var(--measure)/2);margin-top:auto;color:var(--soft)}
.foot p{margin:0;display:flex;flex-wrap:wrap;gap:0 1.4em}
:is(.masthead nav,.foot) [lang]{font:inherit}
.sheet{position:relative;flex:1;background:var(--paper);margin:.7rem 0;padding:clamp(2rem,5vw,4.5rem) 0 clamp(2.5rem,6vw,5rem)}
.sheet::before,.foot::before{content:"";position:absolute;max-width:none;inset:-.7rem 0 auto;height:.75rem;background:var(--paper);mask:var(--edge) 50%/auto 100% intersect,var(--edge) 0/25rem 100%}
.foot::before{rotate:180deg}
.sheet>*{padding-inline:var(--gap)}
.title{margin-bottom:2.4rem}
h1{font-size:clamp(1.75rem,1.3rem + 2.2vw,2.35em);letter-spacing:var(--track);margin:.2em 0 .4em}
.facts,.kicker{color:var(--soft);margin:0}
.facts>span{display:inline-block}
.facts>span:not(:last-child)::after{content:"\\b7";margin-inline:.6em}
:is(.title .labels,.kicker) a{color:var(--seal)}
code,pre,samp{font-family:var(--mono);font-size:.84em;font-size-adjust:none;font-variant:none;text-autospace:no-autospace;hanging-punctuation:none}
:not(pre)>code{background:var(--tint);padding:.12em .35em;border-radius:3px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
pre{background:var(--tint);padding:1rem 1.1rem;overflow-x:auto;line-height:1.6;tab-size:4;text-align:start;direction:ltr;border-radius:2px}
pre code{font-size:1em;background:none;padding:0}
body code{direction:ltr;unicode-bidi:isolate}
mark{background:var(--mark);color:var(--ink);padding:0 .15em}
@media(forced-colors:active){hr,.brand svg{forced-color-adjust:none}}
@media(prefers-reduced-motion:no-preference){
@view-transition{navigation:auto}
::view-transition-group(root){animation-duration:.16s}
html{scroll-behavior:smooth}
a{transition:color .15s,text-decoration-color .15s}
}
`
