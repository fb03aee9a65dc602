"""`python -m send_analysis.synthetic data/swindon` writes the example extracts into that folder."""

from send_analysis.synthetic.swindon import main

if __name__ == "__main__":
    main()
