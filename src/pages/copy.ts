/**
 * The one script, and only where it is of use: a button that copies a block of code. Without it the page is whole. It is
 * written without the characters that HTML escapes, and finds its words in the attributes of its own element.
 */

export const COPY = `var words=document.currentScript.dataset
if(navigator.clipboard)document.querySelectorAll('pre[data-lang]').forEach(function(pre){
var place=document.createElement('div'),button=document.createElement('button')
place.className='copy'
place.ariaLive='polite'
button.type='button'
button.textContent=words.copy
button.onclick=function(){navigator.clipboard.writeText(pre.textContent).then(function(){button.textContent=words.copied})}
place.append(button)
pre.before(place)
})`

/** The CSP source that allows exactly this script. A test checks it, and says what it should be. */
export const COPY_HASH = "'sha256-1R/4No4wJC+qE6e8RX9PM2NV+jEcoJv8p4C6+wL+PEY='"
