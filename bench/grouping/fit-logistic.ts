/** Pairs to learn from: standardised similarities, whether people put the two together, and how much it counts. */
export interface Examples {
  features: Float64Array[];
  together: boolean[];
  weights: number[];
}

export interface LogisticModel {
  intercept: number;
  weights: number[];
}

/**
 * Logistic regression whose weights are not negative: a likeness never speaks against a pair. The most negative
 * weight is taken out and the rest fitted again until none is left.
 */
export function fitNonNegative(examples: Examples, penalty: number): LogisticModel {
  const size = examples.features[0]?.length ?? 0;
  let kept = Array.from({ length: size }, (_, k) => k);
  for (;;) {
    const features = examples.features.map((row) => Float64Array.from(kept, (k) => row[k] ?? 0));
    const model = fitLogistic({ ...examples, features }, penalty);
    const least = model.weights.indexOf(Math.min(...model.weights));
    if (kept.length === 0 || (model.weights[least] ?? 0) >= 0) {
      const weights = Array.from({ length: size }, (_, k) => (kept.includes(k) ? (model.weights[kept.indexOf(k)] ?? 0) : 0));
      return { intercept: model.intercept, weights };
    }
    kept = kept.filter((_, index) => index !== least);
  }
}

/** L2-regularised logistic regression by Newton's method; the intercept is not regularised. Deterministic. */
export function fitLogistic({ features, together, weights }: Examples, penalty: number): LogisticModel {
  const size = (features[0]?.length ?? 0) + 1;
  let beta = new Float64Array(size);
  for (let step = 0; step < 25; step++) {
    const gradient = new Float64Array(size);
    const hessian = Array.from({ length: size }, () => new Float64Array(size));
    features.forEach((row, i) => {
      let z = beta[0] ?? 0;
      for (let k = 1; k < size; k++) z += (beta[k] ?? 0) * (row[k - 1] ?? 0);
      const p = 1 / (1 + Math.exp(-z));
      const weight = weights[i] ?? 1;
      const error = weight * ((together[i] ? 1 : 0) - p);
      const curvature = weight * p * (1 - p);
      for (let k = 0; k < size; k++) {
        const x = k === 0 ? 1 : (row[k - 1] ?? 0);
        gradient[k] = (gradient[k] ?? 0) + error * x;
        const line = hessian[k];
        if (line) for (let m = 0; m <= k; m++) line[m] = (line[m] ?? 0) + curvature * x * (m === 0 ? 1 : (row[m - 1] ?? 0));
      }
    });
    for (let k = 0; k < size; k++) {
      for (let m = 0; m < k; m++) set(hessian, m, k, get(hessian, k, m));
      if (k > 0) {
        gradient[k] = (gradient[k] ?? 0) - penalty * (beta[k] ?? 0);
        set(hessian, k, k, get(hessian, k, k) + penalty);
      }
    }
    const change = solve(hessian, gradient);
    beta = beta.map((value, k) => value + (change[k] ?? 0));
    if (change.every((value) => Math.abs(value) < 1e-9)) break;
  }
  return { intercept: beta[0] ?? 0, weights: [...beta.slice(1)] };
}

const get = (matrix: Float64Array[], i: number, j: number) => matrix[i]?.[j] ?? 0;
function set(matrix: Float64Array[], i: number, j: number, value: number) {
  const row = matrix[i];
  if (row) row[j] = value;
}

/** Gaussian elimination with pivots. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  const rows = matrix.map((row, i) => Float64Array.from([...row, right[i] ?? 0]));
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(get(rows, r, c)) > Math.abs(get(rows, pivot, c))) pivot = r;
    const line = rows[pivot];
    const swapped = rows[c];
    if (!line || !swapped) continue;
    rows[pivot] = swapped;
    rows[c] = line;
    const head = line[c] || 1e-12;
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const factor = get(rows, r, c) / head;
      for (let k = c; k <= n; k++) set(rows, r, k, get(rows, r, k) - factor * (line[k] ?? 0));
    }
  }
  return Float64Array.from(rows, (row, i) => (row[n] ?? 0) / (row[i] || 1e-12));
}
