const key = 'pulih-portal-colours'

/** What was chosen here, else what the device likes. */
export function isDark(): boolean {
  const chosen = remembered(key)
  return chosen === null ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark'
}

export function setDark(dark: boolean): void {
  remember(key, dark ? 'dark' : 'light')
  applyTheme()
}

export function applyTheme(): void {
  const chosen = remembered(key)
  if (chosen === null) delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = chosen
}

/** Some browsers let nothing be remembered; then nothing is. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // It holds until the page is closed.
  }
}
