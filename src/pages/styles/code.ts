/** Code, and the colours of highlighting in both themes. */

export const code = `
code,pre,samp{font-family:var(--mono);font-size:.84em;font-variant-ligatures:none;font-variant-numeric:normal;text-autospace:no-autospace;hanging-punctuation:none}
:not(pre)>code{background:var(--tint);padding:.12em .35em;border-radius:3px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
pre{background:var(--tint);padding:1em 1.2em;overflow-x:auto;line-height:1.6;tab-size:4;text-align:start;direction:ltr;border-radius:2px}
pre code{font-size:1em;background:none;padding:0}
body code{direction:ltr;unicode-bidi:isolate}
[data-lang]::before{content:attr(data-lang);display:block;position:sticky;left:0;text-align:end;font:.85em/1 var(--sans);color:var(--soft);margin:-.35em 0 .1em}
.prose .copy{position:relative;z-index:1;direction:ltr}
.copy button{position:absolute;right:.6rem;top:3px;min-height:24px;padding:0 .5rem;font:.75rem/1 var(--sans);color:var(--soft);background:var(--tint);border:1px solid var(--line);border-radius:3px;cursor:pointer}
.copy button:hover{color:var(--seal)}
.copy+[data-lang]::before{padding-inline-end:6em}
@media(max-width:40em){.prose>pre{margin-inline:calc(-1*var(--gap))!important;padding-inline:var(--gap);border-radius:0}[data-lang]{white-space:pre-wrap}}
.hljs-comment,.hljs-quote{color:light-dark(#6b6353,#9d9484);font-style:italic}
.hljs-keyword,.hljs-selector-tag,.hljs-doctag,.hljs-name,.hljs-section,.hljs-deletion{color:var(--seal)}
.hljs-string,.hljs-regexp,.hljs-addition,.hljs-link,.hljs-template-tag{color:light-dark(#2f6236,#9cc487)}
.hljs-number,.hljs-literal,.hljs-symbol,.hljs-bullet,.hljs-variable,.hljs-template-variable{color:light-dark(#7d5200,#dbb066)}
.hljs-title,.hljs-built_in,.hljs-type,.hljs-selector-id,.hljs-selector-class{color:light-dark(#1f5888,#89b8de)}
.hljs-attr,.hljs-attribute,.hljs-property,.hljs-meta,.hljs-selector-attr,.hljs-selector-pseudo{color:light-dark(#65418c,#bfa3e2)}
.hljs-addition{background:light-dark(#e3eddb,#20301f)}
.hljs-deletion{background:light-dark(#f8e1da,#3d211b)}
.hljs-emphasis{font-style:italic}
.hljs-strong{font-weight:700}
`
