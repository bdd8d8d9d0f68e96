/* Phones, upright and lying. */
export const FULL = "(max-width: 480px), (max-height: 480px)";
/* Adopted by the shadow root: a strict page would refuse a style element or attribute. */
export const style = `
.panel { --paper: #fff; --sunken: #f3efe8; --line: #e7e1d8; --ink: #1e2429; --soft: #59626a; --coral: #b8401b; --coral-wash: #fdece5; --gold-wash: #fbf1d9; --accent: var(--em-accent) }
@media (prefers-color-scheme: dark) { .panel { --paper: #1c2024; --sunken: #2a3036; --line: #363d44; --ink: #eef0f1; --soft: #a9b1b8; --coral: #f5a287; --coral-wash: #3a2018; --gold-wash: #332810; --accent: var(--em-accent-dark) } }
.panel, .panel * { box-sizing: border-box; margin: 0; padding: 0; border: 0 }
.panel { position: fixed; inset: auto; bottom: 20px; z-index: 2147483001; width: 376px; height: 620px; max-width: none; max-height: calc(100vh - 40px); flex-direction: column; border-radius: 18px; overflow: hidden; background: var(--paper); color: var(--ink); color-scheme: light dark; font: 400 medium/1.5 Inter, system-ui, sans-serif; text-align: start; box-shadow: 0 0 1px rgb(20 30 30 / .4), 0 20px 60px rgb(20 30 30 / .25) }
.panel[open] { display: flex }
.right { right: 20px } .left { left: 20px }
button, textarea, input { font: inherit; color: inherit; background: none; cursor: pointer }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.head :focus-visible, .msg :focus-visible { outline-color: currentColor }
.hush { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.panel .head { display: flex; align-items: center; gap: 12px; background: var(--em-brand); color: var(--em-on); padding: 20px }
.names { flex: 1; min-width: 0; overflow-wrap: anywhere }
h2 { font-size: 1em; font-weight: 600; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }
.who, .state, .closed, .count, .pill { font-size: .8125em }
.faces:empty { display: none }
.faces { display: flex } .faces .avatar { margin-inline-end: -6px; background: var(--em-on); color: var(--em-brand); border: 2px solid var(--em-brand) } .faces .avatar:last-child { margin: 0 }
.avatar { display: grid; place-items: center; width: 34px; height: 34px; border-radius: 50%; background: var(--sunken); color: var(--soft); font-size: 12px; font-weight: 600 }
.tool { flex: none; width: 38px; height: 38px; border-radius: 8px } .panel .tool svg { width: 21px; margin: auto }
.head .tool { margin: -8px }
.panel .state, .panel .closed { display: flex; gap: 4px 12px; flex-wrap: wrap; justify-content: space-between; padding: 8px 20px; background: var(--gold-wash) }
.link { color: var(--accent); font-weight: 600; text-decoration: underline; min-height: 24px }
.panel .talk { flex: 1; overflow-y: auto; overscroll-behavior: contain; overflow-anchor: none; padding: 16px 20px; font-size: .9375em}
.talk:focus-visible { outline-offset: -3px }
.entry { display: grid; margin-top: 3px; justify-items: start } .panel .first { margin-top: 10px }
.them { grid-template-columns: 34px 1fr; column-gap: 10px; align-items: end } .us { justify-items: end }
.them .under { grid-column: 2 } .entry:not(.last) .avatar { visibility: hidden }
.under { display: flex; gap: 10px; align-items: baseline; font-size: 12px }
.panel .msg { max-width: 100%; padding: 9px 14px; border-radius: 16px; overflow: hidden; overflow-wrap: anywhere; white-space: pre-wrap; background: var(--sunken) } .msg > div { unicode-bidi: plaintext } .them.first .msg { border-start-start-radius: 5px }
.us .msg { margin-inline-start: 34px; background: var(--em-brand); color: var(--em-on) } .us.first .msg { border-start-end-radius: 5px }
.msg a { color: inherit }
.fail .msg { background: var(--coral-wash); color: var(--ink) } .fail .meta, .panel .bad { color: var(--coral) }
.panel .control { font-size: .75em; padding: 0 4px; border: 1px dashed; border-radius: 4px; unicode-bidi: isolate }
.meta, .event, .count, .closed { color: var(--soft) } .meta, .event { font-size: 12px } .panel .meta { margin-top: 4px }
.event::first-letter { text-transform: uppercase } .panel .event { text-align: center; margin: 16px 0 4px }
.typing { min-height: 18px }
.panel .pill { align-self: center; margin: -44px 0 8px; padding: 6px 16px; border-radius: 99px; background: var(--em-brand); color: var(--em-on); box-shadow: 0 4px 16px rgb(20 30 30 / .25); z-index: 1 }
.rating { padding: 12px 20px; border-top: 1px solid var(--line); font-size: .9375em }
.rating fieldset { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center }
.panel legend { font-weight: 600; padding-bottom: 6px }
.rating div { display: flex; flex: 1 0 100%; gap: 2px } .rating input { appearance: none; flex: 1; text-align: center; line-height: 38px; border-radius: 8px; cursor: pointer }
.stars { font-size: 24px; color: var(--accent) } .stars input { max-width: 40px } .stars input::before { content: "☆" / "" } .stars :checked::before, .stars :has(~ :checked)::before { content: "★" / "" }
.ten input { background: var(--sunken) } .ten input::before { content: attr(title) / "" } .panel .ten :checked { border: 2px solid }
.rating .link { color: var(--soft) } .panel .rating textarea { flex-basis: 100%; border: 1px solid var(--line); border-radius: 8px }
.composer { position: relative; font-size: .9375em }
.panel .line { display: flex; align-items: end; gap: 4px; border-top: 1px solid var(--line); padding: 12px 16px }
.panel textarea:focus-visible { outline-color: transparent }
.line:has(textarea:focus-visible) { box-shadow: inset 0 2px var(--accent) }
.panel textarea { flex: 1; min-width: 0; resize: none; padding: 8px; max-height: calc(7.5em + 16px); cursor: text }
textarea::placeholder { color: var(--soft); opacity: 1 }
.line .tool { color: var(--soft) } .tool:hover, .emoji button:hover { background: rgb(125 130 135 / .2) }
.panel .primary { background: var(--em-brand); color: var(--em-on); border-radius: 8px; padding: 0 14px; min-height: 38px; font-weight: 600 }
.panel .count { padding: 0 24px 8px }
.panel .emoji { position: absolute; bottom: 100%; inset-inline: 12px; display: grid; grid-template-columns: repeat(8, 1fr); padding: 8px; border: 1px solid var(--line); border-radius: 12px; background: var(--paper); z-index: 2 }
.emoji button { min-height: 38px; border-radius: 8px; font-size: 20px }
.badge { position: absolute; top: -4px; right: -6px; min-width: 20px; padding: 0 6px; box-sizing: border-box; border-radius: 10px; background: #b8401b; color: #fff; box-shadow: 0 0 0 2px #fff; font: 600 12px/20px system-ui, sans-serif }
@media ${FULL} { .panel { inset: 0; width: 100%; height: 100dvh; max-height: none; border-radius: 0; padding: 0 env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left) } .panel .head { padding-top: calc(20px + env(safe-area-inset-top)) } .panel textarea { font-size: max(16px, 1em) } .tool { width: 44px; height: 44px } }
@media (max-height: 480px) { .panel .head { padding-block: calc(8px + env(safe-area-inset-top)) 8px } .panel .line { padding-block: 8px } }
@media (prefers-reduced-motion: no-preference) { .panel { animation: rise .18s } @keyframes rise { from { opacity: 0; transform: translateY(12px) } } }
@media (forced-colors: active) { .panel, .panel .msg, .panel .primary, .pill, .avatar { border: 1px solid } }
`;
