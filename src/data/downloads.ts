/** Lines that fetch a program and run it unseen. Each is bounded, so that a long line costs no more than its length. */
export const downloads: readonly RegExp[] = [
  // curl -fsSL https://… | sudo bash
  /\b(?:curl|wget)\b[^|;&\n]{1,400}\|\s{0,8}(?:sudo\s{1,8}(?:-\w{1,8}\s{1,8}){0,2})?(?:[\w./-]{0,80}\/)?(?:(?:ba|da|z|k|a)?sh|fish|node|deno|python3?|perl|ruby)\b/,
  // bash <(curl …), source <(curl …)
  /(?:\b(?:ba|z|k)?sh|\bsource|(?:^|[\s;&|])\.)\s{1,8}(?:-\w{1,8}\s{1,8}){0,4}<\(\s{0,8}(?:curl|wget)\b/,
  // eval "$(curl …)", sh -c "$(curl …)"
  /\b(?:eval|-c)\s{1,8}\\?["']?(?:\$\(|`)\s{0,8}(?:curl|wget)\b/,
  // iwr https://… | iex, iex (irm …), iex (New-Object Net.WebClient).DownloadString(…)
  /\b(?:iwr|irm|curl|Invoke-WebRequest|Invoke-RestMethod)\b[^|;\n]{1,400}\|\s{0,8}(?:iex|Invoke-Expression)\b/i,
  /\b(?:iex|Invoke-Expression)\b[^|;\n]{0,40}\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b/i,
];
