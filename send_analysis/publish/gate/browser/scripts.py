"""What the rules ask the browser, as functions of JavaScript that run in the page and change nothing that is seen."""

#: How an element is told in a message: its name, id or class, and the beginning of its text.
_TOLD = """const told = element => {
    const kind = element.classList.length ? `.${element.classList[0]}` : "";
    const name = element.tagName.toLowerCase() + (element.id ? `#${element.id}` : kind);
    const text = (element.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 30);
    return text ? `${name} “${text}”` : name;
};"""

_STOPS = 'a[href], summary, button, input, select, textarea, [tabindex]:not([tabindex^="-"])'

#: The elements that overhang the width of the window, where the page scrolls sideways at all.
OVERHANGING = f"""() => {{ {_TOLD}
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
    const scrolls = element => element && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(element).overflowX)
        && element !== document.body && element !== document.documentElement || scrolls(element.parentElement));
    const wide = [...document.querySelectorAll("body *")].filter(element =>
        element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement) && element.checkVisibility());
    const outermost = wide.filter(element => !wide.includes(element.parentElement)).map(told);
    return outermost.length ? outermost : ["the page itself"];
}}"""

#: The elements that hide part of their own text; what is hidden whole, for screen readers only, is meant.
CLIPPED = f"""() => {{ {_TOLD}
    return [...document.querySelectorAll("body *:not(svg *)")].filter(element => {{
        const style = getComputedStyle(element);
        if (!/(hidden|clip)/.test(style.overflowX + style.overflowY) || style.clipPath !== "none") return false;
        if (!element.checkVisibility() || Math.min(element.clientWidth, element.clientHeight) <= 1) return false;
        const across = /(hidden|clip)/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
        const down = /(hidden|clip)/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
        return element.textContent.trim() && (across || down);
    }}).map(told);
}}"""

#: What scrolls and can be reached neither itself nor by something in it.
SCROLLING = f"""() => {{ {_TOLD}
    return [...document.querySelectorAll("body *:not(svg *)")].filter(element => {{
        const style = getComputedStyle(element);
        const across = /(auto|scroll)/.test(style.overflowX) && element.scrollWidth > element.clientWidth;
        const down = /(auto|scroll)/.test(style.overflowY) && element.scrollHeight > element.clientHeight;
        return (across || down) && element.checkVisibility() && element.tabIndex < 0 && !element.querySelector('{_STOPS}');
    }}).map(told);
}}"""

_LOOK = """const look = element => {
    const style = getComputedStyle(element);
    const clear = colour => /^transparent$|, 0\\)$/.test(colour);
    const outline = style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1 || clear(style.outlineColor)
        ? "none" : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
    return [outline, style.boxShadow, style.backgroundColor, style.borderColor, style.borderWidth, style.textDecoration].join();
};"""

#: Notes how each stop looks without the focus, and begins before the first.
FOCUS_BEFORE = f"""() => {{ {_LOOK}
    document.activeElement.blur();
    window.gateLooks = new Map([...document.querySelectorAll('{_STOPS}')].map(element => [element, look(element)]));
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
    window.scrollTo(0, 0);
}}"""

#: How many stops there are.
STOPS = f"() => [...document.querySelectorAll('{_STOPS}')].filter(element => element.checkVisibility()).length"

#: What is wrong with the stop that has the focus; null where nothing is.
FOCUS_NOW = f"""() => {{ {_TOLD} {_LOOK}
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const outside = box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth;
    if (box.width < 2 || box.height < 2 || outside) return `${{told(element)}} is not on the screen`;
    if (getComputedStyle(element).opacity === "0") return `${{told(element)}} is not on the screen`;
    return look(element) === window.gateLooks.get(element) ? `${{told(element)}} looks the same` : null;
}}"""
