/** What another site copies to show the badge with a way to the page. */
export function badgeSnippet(page: string, name: string): string {
  return `<a href="${page}/"><img src="${page}/badge.svg" alt="${attribute(name)}"></a>`
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
