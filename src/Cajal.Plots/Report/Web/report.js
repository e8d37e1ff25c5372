// Puts a zoomable plot in place of each drawing whose data the page holds. Places on a logarithmic axis are powers of ten.
"use strict";
(() => {
  // Little-endian 32-bit numbers in base 64.
  const numbers = (text) => new Float32Array(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
  const superscript = (power) => String(power).replace(/./g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]));

  // A tick in the unit of the axis.
  const text = (axis, value) => {
    if (!axis.log) return String(+(value / axis.factor).toPrecision(10));
    const shown = +(value - Math.log10(axis.factor)).toPrecision(12);
    return Number.isInteger(shown) && (shown < -3 || shown > 4) ? "10" + superscript(shown) : String(+(10 ** shown).toPrecision(2));
  };

  // Ticks at powers of ten, or, where few of these fit, at 1, 2 and 5 times them, in the unit of the axis.
  const powers = (axis, min, max) => {
    const shift = Math.log10(axis.factor);
    const digits = max - min <= 4 ? [1, 2, 5] : [1];
    const step = Math.ceil((max - min) / 10);
    const ticks = [];
    for (let power = Math.floor(min - shift); power <= max - shift; power++) {
      if (power % step === 0) ticks.push(...digits.map((digit) => power + Math.log10(digit) + shift));
    }
    return ticks.filter((tick) => tick >= min && tick <= max);
  };

  const draw = {
    line(plot, ctx, layer, at) {
      ctx.lineWidth = layer.width * devicePixelRatio;
      ctx.beginPath();
      let isDown = false;
      for (let k = 0; k < layer.x.length; k++) {
        if (!Number.isFinite(layer.y[k]) || !Number.isFinite(layer.x[k])) { isDown = false; continue; }
        if (isDown) ctx.lineTo(at.x(layer.x[k]), at.y(layer.y[k]));
        else ctx.moveTo(at.x(layer.x[k]), at.y(layer.y[k]));
        isDown = true;
      }
      ctx.stroke();
    },

    dots(plot, ctx, layer, at) {
      const radius = layer.width / 2 * devicePixelRatio;
      ctx.globalAlpha = layer.opacity;
      for (let k = 0; k < layer.x.length; k++) {
        ctx.beginPath();
        ctx.arc(at.x(layer.x[k]), at.y(layer.y[k]), radius, 0, 2 * Math.PI);
        ctx.fill();
      }
    },

    // Shape of x: [bins + 1].
    steps(plot, ctx, layer, at) {
      const floor = Math.min(at.y(layer.floor ?? plot.scales.y.min), plot.bbox.top + plot.bbox.height);
      ctx.lineWidth = 1.2 * devicePixelRatio;
      ctx.beginPath();
      ctx.moveTo(at.x(layer.x[0]), floor);
      layer.y.forEach((height, k) => {
        const y = Number.isFinite(height) ? at.y(height) : floor;
        ctx.lineTo(at.x(layer.x[k]), y);
        ctx.lineTo(at.x(layer.x[k + 1]), y);
      });
      ctx.lineTo(at.x(layer.x[layer.x.length - 1]), floor);
      ctx.stroke();
      ctx.globalAlpha = 0.25;
      ctx.fill();
    },

    rule(plot, ctx, layer, at) {
      const box = plot.bbox;
      ctx.lineWidth = 1.2 * devicePixelRatio;
      ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      if (layer.horizontal) { ctx.moveTo(box.left, at.y(layer.at)); ctx.lineTo(box.left + box.width, at.y(layer.at)); }
      else { ctx.moveTo(at.x(layer.at), box.top); ctx.lineTo(at.x(layer.at), box.top + box.height); }
      ctx.stroke();
    },

    // A mark as high as a neuron's row, between a pixel and a bar.
    raster(plot, ctx, layer, at) {
      const pitch = Math.abs(at.y(1) - at.y(0)) / devicePixelRatio;
      const [width, height] = [1.4 * devicePixelRatio, Math.min(Math.max(0.7 * pitch, 1.4), 24) * devicePixelRatio];
      const { min, max } = plot.scales.x;
      for (let k = 0; k < layer.x.length; k++) {
        if (layer.x[k] >= min && layer.x[k] <= max) ctx.fillRect(at.x(layer.x[k]) - width / 2, at.y(layer.y[k]) - height / 2, width, height);
      }
    },

    picture(plot, ctx, layer, at) {
      if (!layer.image) {
        layer.image = new Image();
        layer.image.onload = () => plot.redraw(false);
        layer.image.src = layer.source;
      }
      if (!layer.image.complete) return;
      ctx.imageSmoothingEnabled = false;
      const [left, top] = [at.x(layer.xRange[0]), at.y(layer.yRange[1])];
      ctx.drawImage(layer.image, left, top, at.x(layer.xRange[1]) - left, at.y(layer.yRange[0]) - top);
    },
  };

  const drawLayers = (plot, panel) => {
    const at = { x: (v) => plot.valToPos(v, "x", true), y: (v) => plot.valToPos(v, "y", true) };
    for (const layer of panel.layers) {
      plot.ctx.save();
      plot.ctx.beginPath();
      plot.ctx.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
      plot.ctx.clip();
      plot.ctx.strokeStyle = plot.ctx.fillStyle = layer.color;
      draw[layer.kind](plot, plot.ctx, layer, at);
      plot.ctx.restore();
    }
  };

  const heading = (panel) => {
    const row = document.createElement("div");
    row.className = "heading";
    row.append(Object.assign(document.createElement("span"), { textContent: panel.title ?? "" }));
    for (const layer of panel.layers.filter((l) => l.label)) {
      const entry = Object.assign(document.createElement("span"), { className: "key", textContent: layer.label });
      entry.style.setProperty("--color", layer.color);
      row.append(entry);
    }
    return row;
  };

  const axis = (panel, name) => ({
    label: panel[name].label,
    labelSize: panel[name].label ? 24 : 0,
    size: name === "y" ? 64 : panel[name].label === null ? 8 : 34,
    stroke: "#262626",
    grid: { stroke: "#e6e6e6", width: 1 },
    ticks: { stroke: "#404040", width: 1, size: 4 },
    font: "12px Helvetica, Arial, sans-serif",
    labelFont: "13px Helvetica, Arial, sans-serif",
    splits: panel[name].log ? (_, __, min, max) => powers(panel[name], min, max) : undefined,
    values: (_, splits) => splits.map((v) => (panel[name].label === null ? "" : text(panel[name], v))),
  });

  for (const holder of document.querySelectorAll("figure[data-figure]")) {
    const figure = JSON.parse(document.getElementById(holder.dataset.figure).textContent);
    const plots = (holder.plots = []);
    holder.querySelector("svg").remove();
    for (const panel of figure.panels) {
      for (const layer of panel.layers) {
        if (!layer.x) continue;
        layer.x = Float64Array.from(numbers(layer.x), (v) => v + layer.xOffset);
        layer.y = numbers(layer.y);
      }
      const div = document.createElement("div");
      div.append(heading(panel));
      holder.append(div);
      // Panels of one time axis are zoomed together.
      const follow = (plot, scale) => {
        if (!figure.shareX || scale !== "x") return;
        const { min, max } = plot.scales.x;
        for (const other of plots) {
          if (other !== plot && (other.scales.x.min !== min || other.scales.x.max !== max)) other.setScale("x", { min, max });
        }
      };
      plots.push(new uPlot({
        width: Math.min(960, holder.clientWidth || 900),
        height: panel.height,
        legend: { show: false },
        cursor: { drag: { x: true, y: true, uni: 40 }, points: { show: false } },
        scales: { x: { time: false, range: (_, min, max) => [min, max] }, y: { range: (_, min, max) => [min, max] } },
        series: [{}, { show: true, stroke: "transparent", points: { show: false } }],
        axes: [axis(panel, "x"), axis(panel, "y")],
        hooks: { draw: [(plot) => drawLayers(plot, panel)], setScale: [follow] },
      }, [panel.x.range, panel.y.range], div));
    }
  }
})();
