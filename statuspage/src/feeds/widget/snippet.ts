/** What another site copies to show how things are; `docs/operations/status-page.md` shows the same. */
export function widgetSnippet(page: string): string {
  return `<div id="pulih-status"></div>\n<script src="${page}/widget.js" data-into="pulih-status" async></script>`
}
