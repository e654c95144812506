/** Styles come from the script, because the page allows no style attribute. */
export function partOf(part: number) {
  return (element: HTMLElement | null): void => {
    element?.style.setProperty('--part', String(Math.min(1, Math.max(0, part))))
  }
}
