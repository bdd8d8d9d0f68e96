/* One sheet, adopted by the shadow root: no style element or attribute, which a strict page would refuse. */
export const style = `
:host { --paper: #fff; --sunken: #f3efe8; --line: #e7e1d8; --ink: #1e2429; --ink-2: #59626a; --ink-3: #6a727a; --coral: #b8401b; --coral-wash: #fdece5; --green: #2c7a3d; --gold-wash: #fbf1d9; --accent: var(--em-accent) }
@media (prefers-color-scheme: dark) { :host { --paper: #1c2024; --sunken: #2a3036; --line: #363d44; --ink: #eef0f1; --ink-2: #a9b1b8; --ink-3: #98a1a9; --coral: #f5a287; --coral-wash: #3a2018; --green: #6fc784; --gold-wash: #332810; --accent: var(--em-accent-dark) } }
.panel, .panel * { box-sizing: border-box; margin: 0 }
.panel { position: fixed; bottom: calc(20px + env(safe-area-inset-bottom)); z-index: 2147483001; width: min(376px, 100vw - 40px); height: min(620px, 100vh - 40px); display: flex; flex-direction: column; border-radius: 18px; overflow: hidden; background: var(--paper); color: var(--ink); color-scheme: light dark; font: 400 medium/1.5 "Inter", ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; text-align: start; box-shadow: 0 0 0 1px rgb(20 30 30 / .06), 0 20px 60px rgb(20 30 30 / .25) }
.panel.right { right: 20px } .panel.left { left: 20px }
button, textarea { font: inherit; color: inherit }
button { cursor: pointer; border: 0; background: none; padding: 0 }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 8px }
.hush { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
header { flex: none; background: var(--em-brand); color: var(--em-on); padding: 18px 20px }
.top { display: flex; align-items: center; gap: 12px }
.names { flex: 1; min-width: 0 }
h2 { font-size: 1em; font-weight: 640; line-height: 1.35; overflow-wrap: anywhere }
.who { font-size: .8125em; line-height: 1.4 }
.faces { display: flex; padding-inline-start: 8px } .faces:empty { display: none }
.faces .avatar { margin-inline-start: -8px; background: var(--em-on); color: var(--em-brand); border: 2px solid var(--em-brand) }
.avatar { flex: none; display: grid; place-items: center; width: 34px; height: 34px; border-radius: 50%; background: var(--sunken); color: var(--ink-2); font-size: 12px; font-weight: 620 }
.tool { flex: none; width: 36px; height: 36px; border-radius: 8px; display: grid; place-items: center }
.tool svg { width: 21px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
header .tool { margin: -4px -8px -4px 0 } [dir=rtl] header .tool { margin: -4px 0 -4px -8px }
header :focus-visible { outline-color: currentColor }
.state { flex: none; background: var(--gold-wash); padding: 8px 20px; font-size: .8125em; display: flex; gap: 4px 12px; flex-wrap: wrap; justify-content: space-between }
.link { color: var(--accent); font-weight: 600; text-decoration: underline; text-underline-offset: 3px; min-height: 24px }
.talk { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; overflow-anchor: none; padding: 20px; font-size: .9375em; scrollbar-width: thin }
.talk:focus-visible { outline-offset: -3px; border-radius: 0 }
.item { margin-top: 3px }
.entry { display: grid; justify-items: start; row-gap: 4px } .entry.first { margin-top: 10px }
.entry.them { grid-template-columns: 34px minmax(0, 1fr); column-gap: 10px; align-items: end } .entry.us { justify-items: end }
.entry.them .under { grid-column: 2 } .entry:not(.last) .avatar { visibility: hidden }
.under { display: flex; gap: 10px; align-items: center } .under:not(:has(:not([hidden]))) { display: none }
.msg { max-width: min(66ch, 100%); padding: 9px 14px; border-radius: 16px; overflow: hidden; overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: plaintext }
.msg > div { unicode-bidi: plaintext }
.us .msg { margin-inline-start: 34px; background: var(--em-brand); color: var(--em-on) } .us.first .msg { border-start-end-radius: 5px }
.them .msg { background: var(--sunken) } .them.first .msg { border-start-start-radius: 5px }
.msg a { color: inherit; text-underline-offset: 3px }
.failed .msg { background: var(--coral-wash); color: var(--ink) } .failed .meta { color: var(--coral) }
.control { font-size: .75em; padding: 0 4px; border: 1px dashed currentColor; border-radius: 4px; unicode-bidi: isolate }
.meta, .event { font-size: 12px; color: var(--ink-3) }
.event { text-align: center; margin: 12px 0 4px }
.typing { min-height: 18px; margin-top: 8px }
.pill { align-self: center; margin: -44px 0 8px; padding: 6px 16px; min-height: 36px; z-index: 1; border-radius: 99px; background: var(--em-brand); color: var(--em-on); font-size: .8125em; font-weight: 600; box-shadow: 0 4px 16px rgb(20 30 30 / .25) }
.composer { flex: none; position: relative; border-top: 1px solid var(--line); padding: 12px 16px; font-size: .9375em }
.line { display: flex; align-items: end; gap: 6px }
textarea { flex: 1; min-width: 0; resize: none; border: 0; background: none; padding: 8px; line-height: 1.45; max-height: 132px; scrollbar-width: thin }
textarea::placeholder { color: var(--ink-3); opacity: 1 }
.line .tool { color: var(--ink-2) } .tool:hover, .emoji button:hover { background: rgb(125 130 135 / .15) }
.primary { background: var(--em-brand); color: var(--em-on); border-radius: 8px; padding: 7px 14px; min-height: 38px; font-weight: 600 }
.count { font-size: .8125em; color: var(--ink-2); padding: 0 8px 6px } .count.bad { color: var(--coral) }
.closed { display: flex; flex-wrap: wrap; gap: 2px 10px; font-size: .8125em; color: var(--ink-2); padding: 0 8px 8px }
.emoji { position: absolute; bottom: calc(100% + 6px); inset-inline: 12px; display: grid; grid-template-columns: repeat(8, 1fr); gap: 2px; padding: 8px; border: 1px solid var(--line); border-radius: 12px; background: var(--paper); box-shadow: 0 8px 30px rgb(20 30 30 / .2); z-index: 2 }
.emoji button { min-height: 36px; border-radius: 8px; font-size: 20px; line-height: 1 }
.badge { position: absolute; top: -5px; inset-inline-end: -5px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px; background: #b8401b; color: #fff; border: 2px solid #fff; font: 650 12px/18px ui-sans-serif, system-ui, sans-serif }
[hidden] { display: none !important }
@media (max-width: 480px) {
  .panel, .panel.right, .panel.left { inset: 0; width: 100%; height: 100dvh; border-radius: 0; padding-bottom: env(safe-area-inset-bottom) }
  header { padding-top: calc(16px + env(safe-area-inset-top)) } textarea { font-size: max(16px, 1em) } .tool { width: 44px; height: 44px }
}
@media (prefers-reduced-motion: no-preference) { .panel { animation: rise .18s ease-out } @keyframes rise { from { opacity: 0; transform: translateY(12px) } } }
@media (forced-colors: active) { .panel, .msg, .primary, .pill, .badge, .avatar { border: 1px solid CanvasText } header { border-bottom: 1px solid CanvasText } }
@media print { .panel { display: none } }
`;
