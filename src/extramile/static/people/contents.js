/** On a phone the contents of settings lie in a row: the page one is on is brought into sight. */
document.querySelector(".settings > nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
