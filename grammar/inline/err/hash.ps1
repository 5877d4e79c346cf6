x @{ a }
